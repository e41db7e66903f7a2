using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Ends batches that have no row left to work on.</summary>
public sealed class BatchClosing(CommerceContext context, TimeProvider time)
{
    /// <summary>
    /// Safe to call from any worker at any time: a batch is closed once, when every row has ended, and what it is called
    /// follows from its rows alone.
    /// </summary>
    /// <returns>The batches closed now.</returns>
    public async Task<IReadOnlyList<Guid>> CloseFinishedAsync(CancellationToken cancellationToken)
    {
        var ended = await context.Batches
            .Where(batch => (batch.State == BatchState.Running || batch.State == BatchState.Cancelling)
                && !context.Generations.Any(row => row.BatchId == batch.Id && row.DueAt != null))
            .Select(batch => new
            {
                batch.Id,
                batch.RowCount,
                Done = context.Generations.Count(row => row.BatchId == batch.Id && row.State == GenerationState.Done),
                Cancelled = context.Generations.Count(row => row.BatchId == batch.Id && row.State == GenerationState.Cancelled),
            })
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var batch in ended)
        {
            var state = Outcome(batch.RowCount, batch.Done, batch.Cancelled);
            await context.Batches
                .Where(row => row.Id == batch.Id && (row.State == BatchState.Running || row.State == BatchState.Cancelling))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(closed => closed.State, state).SetProperty(closed => closed.FinishedAt, now), cancellationToken);
        }

        return [.. ended.Select(batch => batch.Id)];
    }

    internal static BatchState Outcome(int rows, int done, int cancelled)
    {
        if (done == rows)
        {
            return BatchState.Done;
        }

        if (cancelled > 0)
        {
            return BatchState.Cancelled;
        }

        return done > 0 ? BatchState.Partial : BatchState.Failed;
    }
}
