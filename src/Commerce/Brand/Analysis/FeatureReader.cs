using System.Globalization;

namespace Commerce.Brand.Analysis;

/// <summary>Finds what the products and the store stand on: how, where and of what things are made, and what is promised.</summary>
internal static class FeatureReader
{
    private const int MostFeatures = 10;
    private const double Scale = 1.6;
    private const int EnoughMentions = 3;

    public static IReadOnlyList<BrandClaim> Read(IReadOnlyList<Sentence> sentences, Lexicon lexicon) => [.. Promises(sentences, lexicon)
        .Concat(Materials(sentences, lexicon))
        .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal)
        .Take(MostFeatures)];

    private static IEnumerable<BrandClaim> Promises(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        var found = new SortedDictionary<string, Evidence>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            foreach (var (label, pattern) in lexicon.Features)
            {
                if (pattern.Match(sentence.Text) is { Success: true } match)
                {
                    Gather(found, string.Format(CultureInfo.InvariantCulture, label, match.Groups[1].Value)).Add(sentence, sentence.Page.AbsoluteUri);
                }
            }
        }

        return found.Select(entry => entry.Value.ToClaim(entry.Key, Scale));
    }

    // One mention of a material belongs to one product; several make it something the shop stands on.
    private static IEnumerable<BrandClaim> Materials(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        var found = new SortedDictionary<string, Evidence>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            if (lexicon.Find(sentence, lexicon.Materials) is { } material)
            {
                Gather(found, material).Add(sentence, sentence.Page.AbsoluteUri);
            }
        }

        return found.Where(entry => entry.Value.Sentences >= EnoughMentions).Select(entry => entry.Value.ToClaim(Words.Capitalised(entry.Key), Scale * 2));
    }

    private static Evidence Gather(SortedDictionary<string, Evidence> found, string text)
    {
        if (!found.TryGetValue(text, out var evidence))
        {
            found[text] = evidence = new Evidence();
        }

        return evidence;
    }
}
