using Commerce.Brand.Reading;

namespace Commerce.Brand.Analysis;

/// <summary>Describes a brand from its pages with plain text statistics and style colours; no model, no key, the same answer every time.</summary>
public static class BuiltInAnalyser
{
    private const int FewSentences = 5;

    /// <summary>Reads the pages of one site. Every claim carries at least one receipt; what is not found stays empty, with a reason.</summary>
    public static BrandDraft Analyse(IReadOnlyList<ReadPage> pages, string? siteName, KnownCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(catalogue);
        var texts = pages.Select(page => (Page: page, Text: PageText.Of(page.Document))).ToList();
        var facts = pages.Select(page => StructuredFacts.Of(page.Document)).ToList();
        var name = siteName ?? facts.SelectMany(fact => fact.SiteNames).GroupBy(found => found).MaxBy(group => group.Count())?.Key;
        var language = LanguageDetector.Detect(string.Join('\n', texts.SelectMany(text => text.Text.Blocks).Where(block => block.IsOwnWords).Select(block => block.Text)));
        var palette = PaletteReader.Read(pages);
        var lexicon = Lexicon.For(language.Code);
        if (lexicon is null)
        {
            return Empty(name, language, palette, [WhyNoText(pages, language), .. WhyNoPalette(palette)]);
        }

        var sentences = OwnSentences.Collect(texts, lexicon);
        var tones = ToneReader.Read(sentences, lexicon);
        var words = VocabularyReader.WordsToUse(sentences, lexicon, ProductWords(name, catalogue, facts));
        var styles = ToneReader.FromTerms(sentences, lexicon, lexicon.Styles).Concat(PaletteStyle.Describe(palette))
            .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal).Take(6).ToList();
        return new BrandDraft(name, language, tones, AudienceReader.Read(sentences, lexicon), FeatureReader.Read(sentences, lexicon), styles, words,
            VocabularyReader.WordsToAvoid(sentences, lexicon), palette, SampleChooser.Choose(sentences, lexicon, tones, words), [.. WhyFew(sentences, tones), .. WhyNoPalette(palette)]);
    }

    private static BrandDraft Empty(string? name, TextLanguage language, IReadOnlyList<PaletteColour> palette, IReadOnlyList<string> reasons) =>
        new(name, language, [], [], [], [.. PaletteStyle.Describe(palette)], [], [], palette, null, reasons);

    private static string WhyNoText(IReadOnlyList<ReadPage> pages, TextLanguage language)
    {
        if (pages.Count == 0)
        {
            return "No page could be read, so nothing is said about the brand.";
        }

        return language.Code.Length == 0
            ? "The pages hold too little running text to tell even their language. Describe the brand by hand, or add an about page."
            : $"The pages are written in {LanguageName(language.Code)}. The built-in reader understands English only, so tone, audience and words are left for you to fill in.";
    }

    private static IEnumerable<string> WhyFew(IReadOnlyList<Sentence> sentences, IReadOnlyList<BrandClaim> tones)
    {
        if (sentences.Count < FewSentences)
        {
            var found = sentences.Count switch { 0 => "No sentence", 1 => "Only one sentence", var count => $"Only {count} sentences" };
            yield return $"{found} in the shop's own words could be found, too few to tell a tone from. An about page helps most.";
        }
        else if (tones.Count == 0)
        {
            yield return "The text is factual throughout: no tone showed in two sentences or more.";
        }
    }

    private static IEnumerable<string> WhyNoPalette(IReadOnlyList<PaletteColour> palette) =>
        palette.Count == 0 ? ["No colours could be read from the site's styles."] : [];

    private static string LanguageName(string code) => System.Globalization.CultureInfo.GetCultureInfo(code).EnglishName;

    private static HashSet<string> ProductWords(string? name, KnownCatalogue catalogue, IReadOnlyList<StructuredFacts> facts) => catalogue.Titles
        .Concat(catalogue.Types)
        .Concat(facts.SelectMany(fact => fact.ProductNames.Concat(fact.Brands).Concat(fact.SiteNames)))
        .Append(name ?? "")
        .SelectMany(Words.Of)
        .SelectMany(word => new[] { word, word + "s" })
        .ToHashSet(StringComparer.Ordinal);
}
