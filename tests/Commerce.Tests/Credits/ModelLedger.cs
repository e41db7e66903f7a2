namespace Commerce.Tests.Credits;

/// <summary>What an act on a ledger must come to.</summary>
public enum Outcome
{
    /// <summary>Posted now.</summary>
    Done,

    /// <summary>Its key was posted before; nothing moved.</summary>
    Nothing,

    /// <summary>More than there is, or than a limit allows; nothing moved.</summary>
    Refused,
}

/// <summary>The ledger as arithmetic in memory: no database, no clock, no concurrency. What the real one must agree with.</summary>
public sealed class ModelLedger
{
    private readonly HashSet<string> keys = [];
    private readonly Dictionary<int, (long PerRow, long Cap)> holds = [];
    private readonly Dictionary<int, long> netOfBatch = [];
    private readonly Dictionary<(int Batch, int Row), bool> settled = [];

    public long Available { get; private set; }

    public long Held { get; private set; }

    public long? Budget { get; set; }

    /// <summary>What batches hold or have spent: reserved without what came back.</summary>
    public long Committed => netOfBatch.Values.Sum();

    public int Lines => keys.Count;

    /// <summary>Whether each row that has ended was paid for; the others gave their credits back.</summary>
    public IReadOnlyDictionary<(int Batch, int Row), bool> Settled => settled;

    /// <summary>What one row of a batch costs; null before the batch holds anything.</summary>
    public long? PerRow(int batch) => holds.TryGetValue(batch, out var hold) ? hold.PerRow : null;

    /// <summary>Grants, expiries, refunds and adjustments.</summary>
    public Outcome Post(string key, long change)
    {
        if (keys.Contains(key))
        {
            return Outcome.Nothing;
        }

        if (Available + change < 0)
        {
            return Outcome.Refused;
        }

        keys.Add(key);
        Available += change;
        return Outcome.Done;
    }

    /// <summary>A batch's first hold, for all its rows, under a cap.</summary>
    public Outcome Hold(int batch, long perRow, int rows, long cap)
    {
        var amount = perRow * rows;
        if (keys.Contains($"hold:{batch}"))
        {
            return Outcome.Nothing;
        }

        if (amount > cap || amount > Available || (Budget is { } budget && Committed + amount > budget))
        {
            return Outcome.Refused;
        }

        keys.Add($"hold:{batch}");
        holds[batch] = (perRow, cap);
        netOfBatch[batch] = amount;
        (Available, Held) = (Available - amount, Held + amount);
        return Outcome.Done;
    }

    /// <summary>One hold more for a batch that has one.</summary>
    public Outcome HoldAgain(int batch, long amount)
    {
        if (netOfBatch[batch] + amount > holds[batch].Cap || amount > Available || (Budget is { } budget && Committed + amount > budget))
        {
            return Outcome.Refused;
        }

        keys.Add($"again:{keys.Count}");
        netOfBatch[batch] += amount;
        (Available, Held) = (Available - amount, Held + amount);
        return Outcome.Done;
    }

    /// <summary>Pays for a row or gives its credits back: one of both, once.</summary>
    public Outcome Settle(int batch, int row, bool delivered)
    {
        if (!keys.Add($"settle:{batch}:{row}"))
        {
            return Outcome.Nothing;
        }

        settled[(batch, row)] = delivered;
        var amount = holds[batch].PerRow;
        Held -= amount;
        if (!delivered)
        {
            Available += amount;
            netOfBatch[batch] -= amount;
        }

        return Outcome.Done;
    }
}
