namespace Commerce.Brand.Analysis;

/// <summary>Finds whom the shop says it is for.</summary>
internal static class AudienceReader
{
    private const int Most = 6;
    private const double Scale = 1.6;

    private static readonly string[] Leading = ["the ", "a ", "an ", "all ", "every ", "our ", "your ", "any "];

    public static IReadOnlyList<BrandClaim> Read(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        var found = new SortedDictionary<string, Evidence>(StringComparer.OrdinalIgnoreCase);
        foreach (var sentence in sentences)
        {
            foreach (var pattern in lexicon.Audience)
            {
                if (pattern.Match(sentence.Text) is { Success: true } match && Tidy(match.Groups[1].Value) is { Length: > 2 } audience)
                {
                    found.TryAdd(audience, new Evidence());
                    found[audience].Add(sentence, sentence.Page.AbsoluteUri);
                    break;
                }
            }
        }

        return [.. found.Select(entry => entry.Value.ToClaim(entry.Key, Scale))
            .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal)
            .Take(Most)];
    }

    private static string Tidy(string captured)
    {
        var text = captured.Trim();
        foreach (var word in Leading.Where(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            text = text[word.Length..];
            break;
        }

        return Words.Capitalised(text);
    }
}
