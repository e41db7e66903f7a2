using Commerce.Credits;

namespace Commerce.Workbench.Storms;

/// <summary>
/// One store of a storm, as all threads see it: which rows wait to be settled and which keys were posted lately. Threads pick
/// from the same few, so that they race for the same rows and submit each other's keys again.
/// </summary>
internal sealed class StormStore(Guid id)
{
    private const int RowsOfAHold = 40;
    private const int Remembered = 4096;

    private readonly LedgerAct?[] rows = new LedgerAct?[Remembered];
    private readonly LedgerAct?[] posted = new LedgerAct?[Remembered];
    private int nextRow;
    private int nextPosted;

    public Guid Id => id;

    /// <summary>The rows of a hold that exists wait for their settlement from now on.</summary>
    public void Open(Guid holdId, Guid batchId, long amount)
    {
        var each = amount / RowsOfAHold;
        for (var number = 0; number < RowsOfAHold; number++)
        {
            var row = StormIds.Of($"{batchId}:{number}");
            rows[(uint)Interlocked.Increment(ref nextRow) % Remembered] = new LedgerAct(EntryKind.Capture, $"settle:{row}", each, holdId, batchId, row);
        }
    }

    public void Remember(LedgerAct act) => posted[(uint)Interlocked.Increment(ref nextPosted) % Remembered] = act;

    /// <summary>Draws something to do. <paramref name="key"/> makes a new key; about a fifth of all draws submit something again.</summary>
    public LedgerAct Draw(Random random, Func<string> key) => random.Next(100) switch
    {
        < 8 when posted[random.Next(Remembered)] is { } again => again,
        < 78 when rows[random.Next(Remembered)] is { } row => random.Next(10) < 7 ? row : row with { Kind = EntryKind.Release },
        < 84 => NewHold(random, key),
        < 88 => new LedgerAct(EntryKind.Refund, key(), random.Next(1, 20)),
        < 90 => new LedgerAct(EntryKind.Expire, key(), random.Next(1, 20)),
        < 93 => new LedgerAct(EntryKind.Adjust, key(), random.Next(1, 50)),
        _ => new LedgerAct(EntryKind.Grant, key(), random.Next(50, 400)),
    };

    private static LedgerAct NewHold(Random random, Func<string> key)
    {
        var batch = StormIds.Of(key());
        return new LedgerAct(EntryKind.Hold, $"hold:{batch}", RowsOfAHold * random.Next(1, 5), BatchId: batch);
    }
}
