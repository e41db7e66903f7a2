namespace Commerce.Brand.Analysis;

/// <summary>Gathers the sentences that speak for one claim and weighs them.</summary>
internal sealed class Evidence
{
    private const int ReceiptsKept = 3;
    private readonly List<(Sentence Sentence, double Weight)> found = [];
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);

    public int Sentences => found.Count;

    public int Pages => found.Select(entry => entry.Sentence.Page).Distinct().Count();

    /// <summary>Adds a sentence; a term heard before counts for less each time, so one repeated word does not make a character.</summary>
    public void Add(Sentence sentence, string term)
    {
        var heard = terms[term] = terms.GetValueOrDefault(term) + 1;
        found.Add((sentence, sentence.Weight / heard));
    }

    /// <summary>The claim, surer with more different words on more different pages; at the weight <paramref name="scale"/> it is about 63 % sure.</summary>
    public BrandClaim ToClaim(string text, double scale)
    {
        var weight = found.Sum(entry => entry.Weight);
        var spread = Pages > 1 ? 1.0 : 0.8;
        return new BrandClaim(text, Math.Round(spread * (1 - Math.Exp(-weight / scale)), 2), Receipts());
    }

    private List<Receipt> Receipts() => [.. found
        .OrderByDescending(entry => entry.Weight)
        .ThenBy(entry => entry.Sentence.Text.Length)
        .ThenBy(entry => entry.Sentence.Text, StringComparer.Ordinal)
        .Select(entry => entry.Sentence.ToReceipt())
        .Take(ReceiptsKept)];
}
