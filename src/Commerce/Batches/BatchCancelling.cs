using System.Globalization;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Asks a batch to stop, running, paused or not begun. Rows that wait are due at once and end as cancelled with their credits
/// back; rows that are already being checked are delivered, for they are made.
/// </summary>
public sealed class BatchCancelling(CommerceContext context, StoreScope scope, BatchEvents events, Wake wake, TimeProvider time)
{
    /// <param name="by">Who asks.</param>
    /// <returns>False when there is no such batch or it has ended.</returns>
    public async Task<bool> CancelAsync(Guid batchId, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var asked = await context.Batches
            .Where(batch => batch.Id == batchId && (batch.State == BatchState.Running || batch.State == BatchState.Paused || batch.State == BatchState.Scheduled))
            .ExecuteUpdateAsync(
                batch => batch.SetProperty(row => row.State, BatchState.Cancelling).SetProperty(row => row.CancelRequestedAt, now), cancellationToken);
        if (asked == 0)
        {
            return false;
        }

        // A row that ends has its own line in its history; one of a row that is being worked on is written when its worker sees it.
        var rows = await context.Generations.Where(row => row.BatchId == batchId && row.DueAt != null && row.LeaseUntil == null)
            .ExecuteUpdateAsync(row => row.SetProperty(generation => generation.DueAt, now), cancellationToken);
        await events.AddAsync(batchId, BatchEventKind.Cancelled, rows.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }
}
