using System.Globalization;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Puts a batch before all others of its store, and back among them. Rows are claimed in the order of their due times, so a
/// batch at the front has due times before anybody else's; among several at the front the one asked for first stays first.
/// </summary>
public sealed class BatchPriority(CommerceContext context, StoreScope scope, RowLines lines, BatchEvents events, Wake wake, TimeProvider time)
{
    private const int YearsAhead = 100;

    /// <returns>False when there is no such batch, it does not run or rest, or is at the front already.</returns>
    public Task<bool> ToFrontAsync(Guid batchId, string by, CancellationToken cancellationToken) => MoveAsync(batchId, front: true, by, cancellationToken);

    /// <summary>Behind what waits at this moment.</summary>
    /// <returns>False when there is no such batch, it does not run or rest, or is not at the front.</returns>
    public Task<bool> ToBackAsync(Guid batchId, string by, CancellationToken cancellationToken) => MoveAsync(batchId, front: false, by, cancellationToken);

    /// <summary>The due time of rows that are due now, as their batch's place in the queue has it.</summary>
    internal static DateTimeOffset DueAt(bool front, DateTimeOffset now) => front ? now.AddYears(-YearsAhead) : now;

    private async Task<bool> MoveAsync(Guid batchId, bool front, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var moved = await context.Batches
            .Where(batch => batch.Id == batchId && batch.Front != front
                && (batch.State == BatchState.Running || batch.State == BatchState.Scheduled || batch.State == BatchState.Paused))
            .ExecuteUpdateAsync(batch => batch.SetProperty(row => row.Front, front), cancellationToken);
        if (moved == 0)
        {
            return false;
        }

        // Read after the update, which holds the row still: a paused or scheduled batch keeps its rows' times and takes its place later.
        var state = await context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync(cancellationToken);
        var rows = state == BatchState.Running
            ? await lines.MoveQueuedAsync(batchId, DueAt(front, time.GetUtcNow()), front ? "Moved to the front of the queue" : "Moved back in the queue", cancellationToken)
            : 0;
        await events.AddAsync(batchId, front ? BatchEventKind.Front : BatchEventKind.Back, rows.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }
}
