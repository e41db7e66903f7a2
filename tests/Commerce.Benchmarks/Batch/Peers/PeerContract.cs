namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>One way to work the same rows off that is not ours, and what it promises.</summary>
/// <param name="Name">As in the figure's name.</param>
/// <param name="Words">What is durable when, in words that stand beside the figure.</param>
/// <param name="Program">The peer's program; null for the bare statements.</param>
/// <param name="BatchSize">How many rows it takes at once.</param>
/// <param name="Workers">How many takers, or jobs at once.</param>
/// <param name="Connections">Connections for the accounting.</param>
/// <param name="Grouped">Whether the rows taken together are accounted in one transaction.</param>
internal sealed record PeerContract(string Name, string Words, string? Program, int BatchSize, int Workers, int Connections, bool Grouped)
{
    /// <summary>The queues we must not be slower than: every row is accounted and acknowledged by itself.</summary>
    public static IReadOnlyList<PeerContract> Gates { get; } =
    [
        new("pg-boss", "claims in PostgreSQL in groups of 100; each row accounted in its own transaction, then its job completed: at least once, the accounting's key makes it once", "pg-boss.mjs", 100, 4, 16, false),
        new("bullmq", "claims and acknowledges in Redis with an append-only file synced every second; each row accounted in its own transaction: at least once, up to a second of the queue lost in a power cut", "bullmq.mjs", 1, 64, 16, false),
    ];

    /// <summary>What nothing is held against: groups that fail as a whole, and statements without an engine.</summary>
    public static IReadOnlyList<PeerContract> Marks { get; } =
    [
        new("pg-boss-in-groups", "claims 100 rows and accounts them in the transaction that completes their jobs: one bad row takes the other 99 with it", "pg-boss.mjs", 100, 4, 2, true),
        new("bare-statements-by-row", "claim and finish, one row a transaction, no engine, no provider", null, 1, 16, 16, false),
        new("bare-statements-in-groups", "claim and finish, 50 rows a transaction, no engine, no provider", null, 50, 4, 4, true),
    ];
}
