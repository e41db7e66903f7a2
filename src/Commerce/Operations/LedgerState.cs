using Microsoft.EntityFrameworkCore;

namespace Commerce.Operations;

/// <summary>Whether the ledgers of all stores add up, as their last checks found.</summary>
public sealed class LedgerState(AllStores stores)
{
    public async Task<LedgerFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var groups = await stores.ReadAsync(async (context, _) => new List<LedgerFigures>
        {
            new(
                await context.Balances.CountAsync(cancellationToken),
                await context.LedgerCheckpoints.CountAsync(cancellationToken),
                await context.LedgerCheckpoints.CountAsync(row => row.Faults > 0, cancellationToken),
                await context.LedgerCheckpoints.MaxAsync(row => (DateTimeOffset?)row.CheckedAt, cancellationToken),
                await context.LedgerCheckpoints.MinAsync(row => (DateTimeOffset?)row.FullAt, cancellationToken)),
        }, cancellationToken);
        return groups.Aggregate(new LedgerFigures(0, 0, 0, null, null), (sum, one) => sum.With(one));
    }
}

/// <summary>Checks of all ledgers, summed up.</summary>
/// <param name="Ledgers">How many there are.</param>
/// <param name="Checked">How many of them were ever checked.</param>
/// <param name="Wrong">How many did not add up when they were last checked.</param>
/// <param name="LastCheck">The newest check.</param>
/// <param name="OldestFull">How long ago the ledger was read in full that waits longest.</param>
public sealed record LedgerFigures(int Ledgers, int Checked, int Wrong, DateTimeOffset? LastCheck, DateTimeOffset? OldestFull)
{
    public LedgerFigures With(LedgerFigures other) => new(
        Ledgers + other.Ledgers, Checked + other.Checked, Wrong + other.Wrong,
        new[] { LastCheck, other.LastCheck }.Max(), new[] { OldestFull, other.OldestFull }.Min());
}
