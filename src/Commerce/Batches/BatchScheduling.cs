using System.Globalization;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Moves a scheduled batch to another time, or has it begin now. Its credits stay held as they are. Whoever changes the batch
/// from scheduled to running first starts it, its due time or a person; the other finds that it runs.
/// </summary>
public sealed class BatchScheduling(CommerceContext context, StoreScope scope, RowLines lines, BatchEvents events, Wake wake, TimeProvider time)
{
    /// <param name="startsAt">When its rows come due from now on.</param>
    /// <returns>False when there is no such batch, it is not scheduled, or its first row is being begun at this moment.</returns>
    public async Task<bool> MoveAsync(Guid batchId, DateTimeOffset startsAt, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var moved = await context.Batches.Where(batch => batch.Id == batchId && batch.State == BatchState.Scheduled)
            .ExecuteUpdateAsync(batch => batch.SetProperty(row => row.StartsAt, startsAt), cancellationToken);
        if (moved == 0)
        {
            return false;
        }

        // Waits for whoever takes rows at this moment. A row that was taken is not moved, and then none may be: the batch begins.
        await lines.MoveQueuedAsync(batchId, startsAt, "Moved to another time", cancellationToken);
        if (await context.Generations.AnyAsync(row => row.BatchId == batchId && row.DueAt != null && (row.State != GenerationState.Queued || row.DueAt != startsAt), cancellationToken))
        {
            return false;
        }

        await FinishAsync(batchId, BatchEventKind.Moved, startsAt.ToString("O", CultureInfo.InvariantCulture), by, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }

    /// <summary>Has its rows come due now.</summary>
    /// <returns>False when there is no such batch or it is not scheduled: its time may just have come.</returns>
    public async Task<bool> StartNowAsync(Guid batchId, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var started = await context.Batches.Where(batch => batch.Id == batchId && batch.State == BatchState.Scheduled).ExecuteUpdateAsync(
            batch => batch.SetProperty(row => row.State, BatchState.Running).SetProperty(row => row.StartsAt, now), cancellationToken);
        if (started == 0)
        {
            return false;
        }

        // Read after the update, which holds the row still: a batch at the front begins there.
        var front = await context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.Front).SingleAsync(cancellationToken);
        var rows = await lines.MoveQueuedAsync(batchId, BatchPriority.DueAt(front, now), "Started before its time", cancellationToken);
        await FinishAsync(batchId, BatchEventKind.StartedEarly, rows.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }

    private async Task FinishAsync(Guid batchId, BatchEventKind kind, string detail, string by, CancellationToken cancellationToken)
    {
        await events.AddAsync(batchId, kind, detail, by, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
    }
}
