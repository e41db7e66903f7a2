using System.Globalization;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Has a paused batch go on where it was; one whose time to start is still ahead waits for it again.</summary>
public sealed class BatchResuming(CommerceContext context, StoreScope scope, RowLines lines, BatchEvents events, Wake wake, TimeProvider time)
{
    /// <returns>False when there is no such batch or it is not paused.</returns>
    public async Task<bool> ResumeAsync(Guid batchId, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var batch = await context.Batches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken);
        var next = batch?.StartsAt > now ? BatchState.Scheduled : BatchState.Running;
        var resumed = await context.Batches.Where(row => row.Id == batchId && row.State == BatchState.Paused).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, next).SetProperty(one => one.PausedAt, (DateTimeOffset?)null), cancellationToken);
        if (batch is null || resumed == 0)
        {
            return false;
        }

        var due = next == BatchState.Scheduled ? batch.StartsAt!.Value : BatchPriority.DueAt(batch.Front, now);
        var rows = await lines.MoveQueuedAsync(batchId, due, "Resumed", cancellationToken);
        await events.AddAsync(batchId, BatchEventKind.Resumed, rows.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }
}
