using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Where a batch stands, counted from its rows by one index.</summary>
/// <param name="PerMinute">Rows ended a minute over the last minutes; null while there are too few to tell.</param>
/// <param name="Left">Until the last row ends at that rate; null when it cannot be told.</param>
public sealed record BatchProgress(
    BatchState State, int Rows, int Done, int Failed, int Cancelled, int Running, int Waiting, double? PerMinute, TimeSpan? Left)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    public bool Active => State is BatchState.Scheduled or BatchState.Running or BatchState.Paused or BatchState.Cancelling;

    public int Ended => Done + Failed + Cancelled;

    public static async Task<BatchProgress?> ReadAsync(CommerceContext context, Guid batchId, TimeProvider time, CancellationToken cancellationToken) =>
        await context.Batches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken) is { } batch
            ? await ReadAsync(context, batch, time, cancellationToken)
            : null;

    public static async Task<BatchProgress> ReadAsync(CommerceContext context, Batch batch, TimeProvider time, CancellationToken cancellationToken)
    {
        var counts = await context.Generations.Where(row => row.BatchId == batch.Id)
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);
        var now = time.GetUtcNow();
        var began = batch.StartsAt > batch.CreatedAt ? batch.StartsAt.Value : batch.CreatedAt;
        var since = now - began < Window ? began : now - Window;
        var progress = Of(batch, counts);
        var recent = batch.State is BatchState.Running or BatchState.Cancelling ? await EndedSinceAsync(context, batch.Id, since, cancellationToken) : 0;
        double? rate = recent > 1 && now > since ? recent / (now - since).TotalMinutes : null;
        return progress with { PerMinute = rate, Left = rate is { } perMinute ? TimeSpan.FromMinutes((batch.RowCount - progress.Ended) / perMinute) : null };
    }

    /// <summary>The same from counts that were read for several batches at once, without a rate.</summary>
    public static BatchProgress Of(Batch batch, IReadOnlyDictionary<GenerationState, int> counts)
    {
        var (done, failed, cancelled, waiting) = (
            counts.GetValueOrDefault(GenerationState.Done),
            counts.GetValueOrDefault(GenerationState.Failed) + counts.GetValueOrDefault(GenerationState.Expired),
            counts.GetValueOrDefault(GenerationState.Cancelled),
            counts.GetValueOrDefault(GenerationState.Queued));
        return new BatchProgress(batch.State, batch.RowCount, done, failed, cancelled, batch.RowCount - done - failed - cancelled - waiting, waiting, null, null);
    }

    // A result's id begins with the time it was delivered, so the newest are found in the index that is there anyway. Rows
    // that ended otherwise are few, or the run is in trouble and a slower count is no matter.
    private static async Task<int> EndedSinceAsync(CommerceContext context, Guid batchId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var first = FirstIdAt(since);
        return await context.Assets.CountAsync(asset => asset.BatchId == batchId && asset.Id > first, cancellationToken)
            + await context.Generations.CountAsync(
                row => row.BatchId == batchId && (row.State == GenerationState.Failed || row.State == GenerationState.Expired) && row.EndedAt > since, cancellationToken);
    }

    private static Guid FirstIdAt(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new Guid(bytes, bigEndian: true);
    }
}
