namespace Commerce.Batches.Sheets.Checking;

/// <summary>Remembers what a text was found to mean: a column that offers a choice holds the same few texts in all its rows.</summary>
internal sealed class Known<TMeaning>(Func<string, TMeaning> find)
{
    private const int Most = 1_000;
    private readonly Dictionary<string, TMeaning> meanings = new(StringComparer.Ordinal);
    private string? lastText;
    private TMeaning lastMeaning = default!;

    public TMeaning Find(string text)
    {
        if (ReferenceEquals(text, lastText))
            return lastMeaning;
        if (!meanings.TryGetValue(text, out var meaning))
        {
            meaning = find(text);
            if (meanings.Count < Most)
                meanings[text] = meaning;
        }
        (lastText, lastMeaning) = (text, meaning);
        return meaning;
    }
}
