using System.Globalization;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Data;
using Commerce.Library;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>One day of a recurring run: what became of it, and how its batch went.</summary>
/// <param name="Batch">Null when nothing was started, or the batch is gone.</param>
/// <param name="Approved">Results the owner approved.</param>
/// <param name="Credits">Paid for what was delivered.</param>
public sealed record PastRun(RecurringStart Start, Batch? Batch, BatchProgress? Progress, int Approved, long Credits)
{
    /// <summary>The day, in the store's calendar.</summary>
    public string Day => Start.Period.ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The latest days first, those before <paramref name="before"/> when it is given.</summary>
    public static async Task<IReadOnlyList<PastRun>> ReadAsync(CommerceContext context, Guid runId, DateOnly? before, int most, CancellationToken cancellationToken)
    {
        var starts = await context.RecurringStarts.AsNoTracking().Where(start => start.RecurringId == runId && (before == null || start.Period < before))
            .OrderByDescending(start => start.Period).Take(most).ToListAsync(cancellationToken);
        var ids = starts.Select(start => start.BatchId).OfType<Guid>().ToList();
        var batches = await context.Batches.AsNoTracking().Where(batch => ids.Contains(batch.Id)).ToDictionaryAsync(batch => batch.Id, cancellationToken);
        var states = (await context.Generations.Where(row => ids.Contains(row.BatchId))
            .GroupBy(row => new { row.BatchId, row.State }).Select(group => new { group.Key.BatchId, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellationToken)).ToLookup(group => group.BatchId);
        var approved = await context.Assets.Where(asset => ids.Contains(asset.BatchId) && asset.ReviewState == ReviewState.Approved)
            .GroupBy(asset => asset.BatchId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var paid = await context.Holds.Where(hold => ids.Contains(hold.BatchId))
            .GroupBy(hold => hold.BatchId).Select(group => new { group.Key, Credits = group.Sum(hold => hold.Captured) }).ToDictionaryAsync(group => group.Key, group => group.Credits, cancellationToken);
        return [.. starts.Select(start => start.BatchId is { } id && batches.TryGetValue(id, out var batch)
            ? new PastRun(start, batch, BatchProgress.Of(batch, states[id].ToDictionary(group => group.State, group => group.Count)), approved.GetValueOrDefault(id), paid.GetValueOrDefault(id))
            : new PastRun(start, null, null, 0, 0))];
    }
}
