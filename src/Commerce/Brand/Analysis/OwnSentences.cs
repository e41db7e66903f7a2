using Commerce.Brand.Reading;

namespace Commerce.Brand.Analysis;

/// <summary>Collects what the shop says in its own words: no menus, notices, prices, reviews or text repeated on every page.</summary>
internal static class OwnSentences
{
    private const int MaximumLength = 320;

    public static IReadOnlyList<Sentence> Collect(IReadOnlyList<(ReadPage Page, PageText Text)> pages, Lexicon lexicon)
    {
        var repeated = Repeated(pages);
        var reviews = pages.SelectMany(page => StructuredFacts.Of(page.Page.Document).ReviewTexts).ToList();
        var sentences = new List<Sentence>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (page, text) in pages)
        {
            foreach (var block in text.Blocks.Where(block => block.IsOwnWords && !repeated.Contains(block.Text) && !reviews.Any(review => review.Contains(block.Text, StringComparison.Ordinal))))
            {
                sentences.AddRange(SentenceSplitter.Split(block.Text)
                    .Where(sentence => IsProse(sentence))
                    .Select(sentence => new Sentence(sentence, page.Url, page.Kind, WeightOf(page.Kind)))
                    .Where(sentence => (EndsSentence(sentence.Text) || lexicon.ReadsAsProse(sentence)) && !lexicon.IsJunk(sentence) && seen.Add(sentence.Padded)));
            }
        }

        return sentences;
    }

    private static HashSet<string> Repeated(IReadOnlyList<(ReadPage Page, PageText Text)> pages) => pages
        .SelectMany(page => page.Text.Blocks.Where(block => block.IsOwnWords).Select(block => block.Text).Distinct())
        .GroupBy(text => text)
        .Where(group => group.Count() >= 3 && group.Count() * 2 > pages.Count)
        .Select(group => group.Key)
        .ToHashSet();

    private static bool IsProse(string sentence)
    {
        var letters = sentence.Count(char.IsLetter);
        var words = Words.Of(sentence).Count;
        return sentence.Length <= MaximumLength
            && words >= 4
            && letters >= sentence.Length * 0.68
            && sentence.Count(char.IsUpper) < letters * 0.4;
    }

    private static bool EndsSentence(string text) => text[^1] is '.' or '!' or '?' or '"' or '”' or '’';

    private static double WeightOf(PageKind kind) => kind switch
    {
        PageKind.About => 1.6,
        PageKind.Home => 1.3,
        _ => 1.0,
    };
}
