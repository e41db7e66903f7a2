using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Where a batch stands, counted from its rows.</summary>
/// <param name="PerMinute">Rows ended a minute over the last minutes; null while there are too few to tell.</param>
/// <param name="Left">Until the last row ends at that rate; null when it cannot be told.</param>
public sealed record BatchProgress(
    BatchState State, int Rows, int Done, int Failed, int Cancelled, int Running, int Waiting, double? PerMinute, TimeSpan? Left)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    public bool Active => State is BatchState.Scheduled or BatchState.Running or BatchState.Paused or BatchState.Cancelling;

    public int Ended => Done + Failed + Cancelled;

    public static async Task<BatchProgress?> ReadAsync(CommerceContext context, Guid batchId, TimeProvider time, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken);
        if (batch is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var counts = await context.Generations.Where(row => row.BatchId == batchId)
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);
        var recent = await context.Generations
            .Where(row => row.BatchId == batchId && row.EndedAt > now - Window)
            .CountAsync(cancellationToken);
        var ended = counts.GetValueOrDefault(GenerationState.Done) + counts.GetValueOrDefault(GenerationState.Failed)
            + counts.GetValueOrDefault(GenerationState.Cancelled) + counts.GetValueOrDefault(GenerationState.Expired);
        var since = now - batch.CreatedAt < Window ? now - batch.CreatedAt : Window;
        double? rate = batch.Active && recent > 1 ? recent / since.TotalMinutes : null;
        return new BatchProgress(
            batch.State,
            batch.RowCount,
            counts.GetValueOrDefault(GenerationState.Done),
            counts.GetValueOrDefault(GenerationState.Failed) + counts.GetValueOrDefault(GenerationState.Expired),
            counts.GetValueOrDefault(GenerationState.Cancelled),
            batch.RowCount - ended - counts.GetValueOrDefault(GenerationState.Queued),
            counts.GetValueOrDefault(GenerationState.Queued),
            rate,
            rate is { } perMinute ? TimeSpan.FromMinutes((batch.RowCount - ended) / perMinute) : null);
    }
}
