using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>Ends a store's unfinished rows at once, without a worker's turn: each as cancelled, its credits back in the same transaction.</summary>
public sealed class GenerationStopping(CommerceContext context, Transitions transitions, Ledger ledger, TimeProvider time)
{
    private const int Page = 200;

    /// <summary>May be broken off and called again; rows that have ended stay as they are.</summary>
    /// <returns>How many rows it ended.</returns>
    public async Task<int> StopAllAsync(string reason, CancellationToken cancellationToken)
    {
        var stopped = 0;
        while (true)
        {
            var rows = await context.Generations.AsNoTracking().Where(row => row.DueAt != null).OrderBy(row => row.Id).Take(Page).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                return stopped;
            }

            foreach (var row in rows)
            {
                stopped += await StopAsync(row, reason, cancellationToken) ? 1 : 0;
            }
        }
    }

    private async Task<bool> StopAsync(Generation row, string reason, CancellationToken cancellationToken)
    {
        var (holdId, now) = (await context.Batches.Where(batch => batch.Id == row.BatchId).Select(batch => batch.HoldId).SingleAsync(cancellationToken), time.GetUtcNow());
        try
        {
            await transitions.MoveAsync(
                row, GenerationState.Cancelled, reason, set => set
                    .SetProperty(one => one.DueAt, (DateTimeOffset?)null)
                    .SetProperty(one => one.LeaseOwner, (string?)null)
                    .SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(one => one.ErrorCode, "cancelled")
                    .SetProperty(one => one.ErrorMessage, reason)
                    .SetProperty(one => one.EndedAt, now),
                () => ledger.ReleaseAsync(holdId, row.BatchId, row.Id, row.Credits, reason, cancellationToken), cancellationToken);
            GenerationTelemetry.Count(row, "cancelled");
            return true;
        }
        catch (LostLeaseException)
        {
            // A worker moved it meanwhile; the next page reads it anew.
            return false;
        }
    }
}
