using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Ends batches that have no row left to work on.</summary>
public sealed class BatchClosing(CommerceContext context, TimeProvider time)
{
    private static readonly BatchState[] Open = [BatchState.Scheduled, BatchState.Running, BatchState.Paused, BatchState.Cancelling];

    // Named one by one, so that the index by state finds at once whether there is such a row.
    private static readonly GenerationState[] Unfinished =
    [
        GenerationState.Queued, GenerationState.Submitting, GenerationState.Waiting, GenerationState.Fetching, GenerationState.Checking, GenerationState.Uncertain,
    ];

    /// <summary>
    /// Safe to call from any worker at any time: a batch is closed once, when every row has ended, and what it is called
    /// follows from its rows alone.
    /// </summary>
    /// <returns>The batches closed now.</returns>
    public async Task<IReadOnlyList<Guid>> CloseFinishedAsync(CancellationToken cancellationToken)
    {
        var ended = await context.Batches
            .Where(batch => Open.Contains(batch.State) && !context.Generations.Any(row => row.BatchId == batch.Id && Unfinished.Contains(row.State)))
            .Select(batch => new
            {
                batch.Id,
                batch.RowCount,
                Done = context.Generations.Count(row => row.BatchId == batch.Id && row.State == GenerationState.Done),
                Cancelled = context.Generations.Count(row => row.BatchId == batch.Id && row.State == GenerationState.Cancelled),
            })
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var closed = new List<Guid>();
        foreach (var batch in ended)
        {
            // Looked at once more as it is closed: failed rows may just have been sent round again.
            var state = Outcome(batch.RowCount, batch.Done, batch.Cancelled);
            var changed = await context.Batches
                .Where(row => row.Id == batch.Id && Open.Contains(row.State) && !context.Generations.Any(one => one.BatchId == row.Id && Unfinished.Contains(one.State)))
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, state).SetProperty(one => one.FinishedAt, now), cancellationToken);
            if (changed == 1)
            {
                closed.Add(batch.Id);
            }
        }

        return closed;
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
