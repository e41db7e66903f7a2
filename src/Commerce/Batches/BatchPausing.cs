using System.Globalization;
using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Lets a batch rest. Rows that have not begun are parked; rows that are being worked on, or are bought and wait at their
/// provider, come to their end, for giving them up would lose what is paid. Holds stay as they are.
/// </summary>
public sealed class BatchPausing(CommerceContext context, RowLines lines, BatchEvents events, TimeProvider time)
{
    /// <returns>False when there is no such batch or it neither runs nor waits for its time.</returns>
    public async Task<bool> PauseAsync(Guid batchId, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var paused = await context.Batches.Where(batch => batch.Id == batchId && (batch.State == BatchState.Running || batch.State == BatchState.Scheduled))
            .ExecuteUpdateAsync(batch => batch.SetProperty(row => row.State, BatchState.Paused).SetProperty(row => row.PausedAt, now), cancellationToken);
        if (paused == 0)
        {
            return false;
        }

        var parked = await lines.MoveQueuedAsync(batchId, Generation.Parked, "Paused", cancellationToken);
        await events.AddAsync(batchId, BatchEventKind.Paused, parked.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
