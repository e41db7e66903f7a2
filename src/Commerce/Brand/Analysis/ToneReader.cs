namespace Commerce.Brand.Analysis;

/// <summary>Hears the tone of the shop's own sentences: from the words it chooses and from how it builds sentences.</summary>
internal static class ToneReader
{
    private const int MostWords = 6;
    private const double Scale = 4;
    private const double LeastConfidence = 0.33;
    private const int EnoughSentences = 12;

    public static IReadOnlyList<BrandClaim> Read(IReadOnlyList<Sentence> sentences, Lexicon lexicon) => [.. FromTerms(sentences, lexicon, lexicon.Tones)
        .Concat(FromManner(sentences, lexicon))
        .OrderByDescending(claim => claim.Confidence).ThenBy(claim => claim.Text, StringComparer.Ordinal)
        .Take(MostWords)];

    /// <summary>A word is claimed only when two sentences or more speak for it.</summary>
    public static IEnumerable<BrandClaim> FromTerms(IReadOnlyList<Sentence> sentences, Lexicon lexicon, IReadOnlyDictionary<string, string[]> vocabulary)
    {
        foreach (var (word, terms) in vocabulary)
        {
            var evidence = new Evidence();
            foreach (var sentence in sentences)
            {
                if (lexicon.Find(sentence, terms) is { } term)
                {
                    evidence.Add(sentence, term);
                }
            }

            if (evidence.Sentences >= 2 && evidence.ToClaim(word, Scale) is { Confidence: >= LeastConfidence } claim)
            {
                yield return claim;
            }
        }
    }

    private static IEnumerable<BrandClaim> FromManner(IReadOnlyList<Sentence> sentences, Lexicon lexicon)
    {
        if (sentences.Count < EnoughSentences)
        {
            return [];
        }

        return new[]
        {
            Manner("Conversational", sentences, sentence => lexicon.Contractions.Any(part => sentence.Padded.Contains(part, StringComparison.Ordinal)) && sentence.Tokens.Any(token => lexicon.Reader.Contains(token) || lexicon.OwnVoice.Contains(token)), 0.12, 0.4),
            Manner("Concise", sentences, sentence => sentence.Tokens.Count <= 9 && sentence.Text[^1] == '.', 0.45, 0.8),
            Manner("Enthusiastic", sentences, sentence => sentence.Text[^1] == '!', 0.2, 0.5),
        }.OfType<BrandClaim>();
    }

    private static BrandClaim? Manner(string word, IReadOnlyList<Sentence> sentences, Func<Sentence, bool> shows, double from, double full)
    {
        var showing = sentences.Where(shows).ToList();
        var share = showing.Count / (double)sentences.Count;
        if (share < from)
        {
            return null;
        }

        var confidence = Math.Min(0.9, LeastConfidence + (0.6 * (share - from) / (full - from)));
        var receipts = showing.OrderByDescending(sentence => sentence.Weight).ThenBy(sentence => sentence.Text, StringComparer.Ordinal).Take(3);
        return new BrandClaim(word, Math.Round(confidence, 2), [.. receipts.Select(sentence => sentence.ToReceipt())]);
    }
}
