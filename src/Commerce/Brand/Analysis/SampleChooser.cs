namespace Commerce.Brand.Analysis;

/// <summary>Chooses the real sentence that sounds most like the shop; none is ever written here.</summary>
internal static class SampleChooser
{
    public static Receipt? Choose(IReadOnlyList<Sentence> sentences, Lexicon lexicon, IReadOnlyList<BrandClaim> tones, IReadOnlyList<BrandClaim> words)
    {
        var best = sentences
            .Where(sentence => sentence.Tokens.Count is >= 7 and <= 28 && sentence.Text[^1] is '.' or '!' or '?' && char.IsUpper(sentence.Text[0]))
            .Select(sentence => (Sentence: sentence, Score: Score(sentence, lexicon, tones, words)))
            .Where(entry => entry.Score > 1)
            .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Sentence.Text, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Sentence?.ToReceipt();
    }

    private static double Score(Sentence sentence, Lexicon lexicon, IReadOnlyList<BrandClaim> tones, IReadOnlyList<BrandClaim> words)
    {
        var tone = tones.Where(claim => lexicon.Tones.TryGetValue(claim.Text, out var terms) && lexicon.Find(sentence, terms) is not null).Sum(claim => claim.Confidence);
        var vocabulary = words.Where(claim => sentence.Tokens.Contains(claim.Text)).Sum(claim => claim.Confidence);
        var voice = sentence.Tokens.Any(lexicon.OwnVoice.Contains) ? 0.8 : sentence.Tokens.Any(lexicon.Reader.Contains) ? 0.4 : 0;
        var figures = sentence.Text.Any(char.IsDigit) ? 0.6 : 0;
        return tone + vocabulary + voice <= 0.4 ? 0 : (sentence.Weight * (1 + tone)) + (0.5 * vocabulary) + voice - figures;
    }
}
