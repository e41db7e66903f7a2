namespace Commerce.Generations;

/// <summary>How often and how soon a row is tried again.</summary>
public sealed class Retries
{
    /// <summary>Attempts in all before a row fails.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>How often an answer may be lost in one attempt before it is given up.</summary>
    public int Doubts { get; init; } = 4;

    /// <summary>Wait after the first attempt; it doubles with each one.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Exponential with full jitter over the upper half. The row's seed decides the jitter, so rows that failed together part.</summary>
    public TimeSpan DelayAfter(int attempt, long seed)
    {
        var jitter = new Random(HashCode.Combine(seed, attempt)).NextDouble();
        return First * Math.Pow(2, attempt - 1) * (0.5 + (0.5 * jitter));
    }
}
