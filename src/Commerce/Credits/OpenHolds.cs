using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>Tells which batches hold a store's credits.</summary>
public sealed class OpenHolds(CommerceContext context)
{
    /// <summary>Batches that still hold something, the largest share first.</summary>
    public Task<List<OpenHold>> ReadAsync(int limit, CancellationToken cancellationToken) => context.Holds
        .Where(hold => hold.Amount > hold.Captured + hold.Released)
        .GroupBy(hold => hold.BatchId)
        .Select(holds => new { BatchId = holds.Key, Held = holds.Sum(hold => hold.Amount - hold.Captured - hold.Released) })
        .OrderByDescending(hold => hold.Held).ThenBy(hold => hold.BatchId)
        .Take(limit)
        .Select(hold => new OpenHold(hold.BatchId, context.Batches.Where(batch => batch.Id == hold.BatchId).Select(batch => batch.Name).FirstOrDefault(), hold.Held))
        .ToListAsync(cancellationToken);
}

/// <summary>What one batch holds.</summary>
/// <param name="Held">Credits not yet paid and not yet given back.</param>
public sealed record OpenHold(Guid BatchId, string? BatchName, long Held);
