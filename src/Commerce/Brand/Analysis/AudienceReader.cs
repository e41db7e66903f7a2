namespace Commerce.Brand.Analysis;

/// <summary>Finds whom the shop says it is for.</summary>
internal static class AudienceReader
{
    private const int Most = 6;
    private const double Scale = 1.6;

    // An audience nobody named is a guess, and a page or two of one subject is not yet a shop for it.
    private const double GuessScale = 9;
    private const double SurestGuess = 0.6;
    private const int EnoughSentences = 3;
    private const int EnoughPages = 2;
    private const int EnoughNamed = 2;

    private static readonly string[] Leading = ["the ", "a ", "an ", "all ", "every ", "our ", "your ", "any "];

    /// <summary>The audiences named in so many words; where hardly any is, those whose interests the shop keeps speaking of.</summary>
    public static IReadOnlyList<BrandClaim> Read(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        var named = Named(sentences, lexicon);
        return named.Count >= EnoughNamed ? named : [.. named.Concat(Guessed(sentences, lexicon)).OrderByDescending(claim => claim.Confidence)];
    }

    private static IEnumerable<BrandClaim> Guessed(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        foreach (var (audience, terms) in lexicon.Interests)
        {
            var evidence = new Evidence();
            foreach (var sentence in sentences)
            {
                if (lexicon.Find(sentence, terms) is { } term)
                {
                    evidence.Add(sentence, term);
                }
            }

            if (evidence.Sentences >= EnoughSentences && evidence.Pages >= EnoughPages)
            {
                var claim = evidence.ToClaim(audience, GuessScale);
                yield return claim with { Confidence = Math.Min(SurestGuess, claim.Confidence) };
            }
        }
    }

    private static IReadOnlyList<BrandClaim> Named(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
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
