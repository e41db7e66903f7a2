namespace Commerce.Benchmarks.Chaos;

/// <summary>What the provider heard, from its own files: one idempotency key a line, <c>row-attempt</c>, written before the answer.</summary>
internal sealed class ProviderLog
{
    private readonly Dictionary<Guid, HashSet<string>> purchases;

    private ProviderLog(Dictionary<Guid, HashSet<string>> purchases, int asked) => (this.purchases, Asked) = (purchases, asked);

    /// <summary>How often it was asked to make something, the same order again included.</summary>
    public int Asked { get; }

    /// <summary>Orders it knows: the first of each key is a purchase, the others are answers about it.</summary>
    public int Bought => purchases.Values.Sum(keys => keys.Count);

    /// <summary>Rows with more than one purchase.</summary>
    public int BoughtTwice => purchases.Values.Count(keys => keys.Count > 1);

    public bool Knows(Guid row) => purchases.ContainsKey(row);

    public static async Task<ProviderLog> ReadAsync(string folder, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            lines.AddRange(await File.ReadAllLinesAsync(file, ct));
        }

        var purchases = lines.GroupBy(line => Guid.Parse(line.AsSpan(0, line.LastIndexOf('-')))).ToDictionary(row => row.Key, row => row.ToHashSet(StringComparer.Ordinal));
        return new ProviderLog(purchases, lines.Count);
    }
}
