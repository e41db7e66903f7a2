namespace Commerce.Providers.Requests;

/// <summary>What is wished for, in parts that every vendor's prompt can be made of. Parts that are null or empty are left out.</summary>
/// <param name="Subject">What is seen or heard.</param>
/// <param name="Scene">Where it is and what happens.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Brand">The store's look.</param>
/// <param name="Negative">What must not be there.</param>
public sealed record PromptParts(string? Subject, string? Scene = null, string? Style = null, BrandLook? Brand = null, string? Negative = null)
{
    /// <summary>One text. What must not be there is said in it too, unless the vendor has a field of its own for that.</summary>
    public string Compose(bool negativeHasField) => string.Join(' ', Sentences(negativeHasField).Where(sentence => sentence.Length > 0));

    private IEnumerable<string> Sentences(bool negativeHasField)
    {
        yield return Sentence("", Subject);
        yield return Sentence("", Scene);
        yield return Sentence("Style: ", Style);
        if (Brand is { StyleWords.Count: > 0 }) yield return Sentence("Mood: ", string.Join(", ", Brand.StyleWords));
        if (Brand is { Palette.Count: > 0 }) yield return Sentence("Colours: ", string.Join(", ", Brand.Palette));
        if (!negativeHasField) yield return Sentence("Without: ", Negative);
    }

    private static string Sentence(string start, string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : $"{start}{text.Trim()}{(char.IsPunctuation(text.Trim()[^1]) ? "" : ".")}";
}
