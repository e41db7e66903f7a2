using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Stores;

/// <summary>A batch as a list shows it.</summary>
/// <param name="Progress">Counts, rate and time left, for one that runs; null for one that ended.</param>
public sealed record RunLine(Guid Id, string Name, BatchState State, int Rows, int Done, int Failed, DateTimeOffset At, Batch Batch, BatchProgress? Progress)
{
    private const int Most = 5;

    public static async Task<IReadOnlyList<RunLine>> RunningAsync(CommerceContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var batches = await context.Batches.AsNoTracking().Where(batch => batch.FinishedAt == null)
            .OrderByDescending(batch => batch.CreatedAt).ThenByDescending(batch => batch.Id).Take(Most).ToListAsync(cancellationToken);
        var lines = new List<RunLine>(batches.Count);
        foreach (var batch in batches)
        {
            var progress = await BatchProgress.ReadAsync(context, batch, time, cancellationToken);
            lines.Add(new RunLine(batch.Id, batch.Name, batch.State, batch.RowCount, progress.Done, progress.Failed, batch.CreatedAt, batch, progress));
        }

        return lines;
    }

    public static async Task<IReadOnlyList<RunLine>> RecentAsync(CommerceContext context, CancellationToken cancellationToken)
    {
        var batches = await context.Batches.AsNoTracking().Where(batch => batch.FinishedAt != null)
            .OrderByDescending(batch => batch.CreatedAt).ThenByDescending(batch => batch.Id).Take(Most)
            .Select(batch => new
            {
                Batch = batch,
                Done = context.Generations.Count(row => row.BatchId == batch.Id && row.State == GenerationState.Done),
                Failed = context.Generations.Count(row => row.BatchId == batch.Id && (row.State == GenerationState.Failed || row.State == GenerationState.Expired)),
            })
            .ToListAsync(cancellationToken);
        return [.. batches.Select(line => new RunLine(
            line.Batch.Id, line.Batch.Name, line.Batch.State, line.Batch.RowCount, line.Done, line.Failed, line.Batch.FinishedAt!.Value, line.Batch, null))];
    }
}
