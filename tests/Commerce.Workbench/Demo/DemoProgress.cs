using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Workbench.Demo;

/// <summary>How far a store's work has come: what tells a slow demo from one that stands still, and what it stands at.</summary>
internal static class DemoProgress
{
    /// <summary>Differs from an earlier one exactly when something moved in between.</summary>
    public static async Task<string> MarkAsync(CommerceContext context, CancellationToken ct)
    {
        var store = await context.Stores.AsNoTracking().Select(row => new { row.SyncState, row.SyncCount }).SingleAsync(ct);
        var pages = await context.BrandReadings.SumAsync(reading => reading.PagesRead, ct);
        var steps = await context.GenerationEvents.CountAsync(ct);
        var rows = await context.Generations.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var items = await context.PublicationItems.GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var publications = await context.Publications.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return $"{store}, {pages} pages, {steps} steps, rows {string.Join(' ', rows.OrderBy(row => row.Key))}, items {string.Join(' ', items.OrderBy(item => item.Key))}, "
            + $"publications {string.Join(' ', publications.OrderBy(row => row.Key))}";
    }

    /// <summary>One line for each piece of work that still waits, at most ten of a kind.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(CommerceContext context, CancellationToken ct)
    {
        var batches = await context.Batches.AsNoTracking().Take(10).ToListAsync(ct);
        var rows = await context.Generations.AsNoTracking().Where(row => row.DueAt != null).OrderBy(row => row.DueAt).Take(10).ToListAsync(ct);
        var publications = await context.Publications.AsNoTracking().Where(row => row.DueAt != null).OrderBy(row => row.DueAt).Take(10).ToListAsync(ct);
        var circuits = await context.ProviderCircuits.AsNoTracking().ToListAsync(ct);
        return
        [
            .. batches.Select(batch => $"batch {batch.Id}: {batch.State}"),
            .. rows.Select(row => $"generation {row.Id}: {row.State}, attempt {row.Attempt}, due {row.DueAt:O}, held by {row.LeaseOwner} until {row.LeaseUntil:O}. {row.ErrorMessage}"),
            .. publications.Select(row => $"publication {row.Id}: {row.State}, attempt {row.Attempt}, due {row.DueAt:O}, held by {row.LeaseOwner} until {row.LeaseUntil:O}. {row.Message}"),
            .. circuits.Select(circuit => $"provider {circuit.Provider}: {circuit.Failures} failures, opened {circuit.OpenedAt:O}, tried again {circuit.ProbeAt:O}"),
        ];
    }
}
