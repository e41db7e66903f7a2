using Commerce.Brand.Reading;

namespace Commerce.Brand.Analysis;

/// <summary>Finds the words the shop keeps coming back to, and the things it says it does without.</summary>
internal static class VocabularyReader
{
    private const int Most = 8;

    public static IReadOnlyList<BrandClaim> WordsToUse(IReadOnlyList<Sentence> sentences, Lexicon lexicon, IReadOnlySet<string> taken)
    {
        var found = new SortedDictionary<string, Evidence>(StringComparer.Ordinal);
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            foreach (var (before, word) in WithBefore(sentence.Tokens).DistinctBy(pair => pair.Word).Where(pair => Counts(pair.Word, lexicon, taken)))
            {
                // The same phrase told again on another page is one use of the word, not two.
                if (phrases.Add($"{before} {word}"))
                {
                    found.TryAdd(word, new Evidence());
                    found[word].Add(sentence, sentence.Text);
                }
            }
        }

        // One product page speaks of one product; its words are not yet the shop's.
        var onePage = sentences.Select(sentence => sentence.Page).Distinct().Count() == 1;
        if (onePage && sentences[0].Kind is (PageKind.Product or PageKind.Other))
        {
            return [];
        }

        return [.. found
            .Where(entry => entry.Value.Sentences >= 3 && (onePage || entry.Value.Pages >= 2))
            .Select(entry => entry.Value.ToClaim(entry.Key, scale: 8))
            .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal)
            .Take(Most)];
    }

    public static IReadOnlyList<BrandClaim> WordsToAvoid(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        var found = new SortedDictionary<string, Evidence>(StringComparer.OrdinalIgnoreCase);
        foreach (var sentence in sentences)
        {
            foreach (var pattern in lexicon.Against)
            {
                if (pattern.Match(sentence.Text) is { Success: true } match && Named(match.Groups[1].Value, lexicon) is { } thing)
                {
                    found.TryAdd(thing, new Evidence());
                    found[thing].Add(sentence, sentence.Text);
                }
            }
        }

        return [.. found.Select(entry => entry.Value.ToClaim(entry.Key, scale: 1.6))
            .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal)
            .Take(Most)];
    }

    private static IEnumerable<(string Before, string Word)> WithBefore(IReadOnlyList<string> tokens) =>
        tokens.Select((word, at) => (at == 0 ? "" : tokens[at - 1], word));

    private static bool Counts(string word, Lexicon lexicon, IReadOnlySet<string> taken) =>
        word.Length >= 4 && word.All(letter => char.IsLetter(letter) || letter == '-')
        && !lexicon.CommonWords.Contains(word) && !taken.Contains(word)
        && !(word.EndsWith('s') && (taken.Contains(word[..^1]) || lexicon.CommonWords.Contains(word[..^1])));

    private static string? Named(string captured, Lexicon lexicon)
    {
        var thing = captured.Trim().ToLowerInvariant();
        return thing.Length < 3 || lexicon.AgainstStops.Contains(thing.Split(' ')[0]) ? null : thing;
    }
}
