using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>One batch in the list.</summary>
public sealed record BatchLine(Guid Id, string Name, BatchProgress Progress, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string CreatedBy);

/// <summary>Every batch of the store, newest first.</summary>
public sealed class IndexModel(CommerceContext context) : PageModel
{
    private const int PageSize = 25;

    public IReadOnlyList<BatchLine> Batches { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken cancellationToken)
    {
        var batches = await context.Batches.AsNoTracking()
            .Where(batch => after == null || batch.Id < after)
            .OrderByDescending(batch => batch.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        NextHref = batches.Count > PageSize ? $"/batches?after={batches[PageSize - 1].Id}" : null;
        var shown = batches.Take(PageSize).ToList();
        var ids = shown.Select(batch => batch.Id).ToList();
        var counts = (await context.Generations.Where(row => ids.Contains(row.BatchId))
            .GroupBy(row => new { row.BatchId, row.State }).Select(group => new { group.Key.BatchId, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellationToken)).ToLookup(group => group.BatchId);
        Batches = [.. shown.Select(batch => new BatchLine(
            batch.Id, batch.Name, Progress(batch, counts[batch.Id].ToDictionary(group => group.State, group => group.Count)), batch.CreatedAt, batch.FinishedAt, batch.CreatedBy))];
        return Page();
    }

    private static BatchProgress Progress(Batch batch, Dictionary<GenerationState, int> counts)
    {
        var (done, failed, cancelled, waiting) = (
            counts.GetValueOrDefault(GenerationState.Done), counts.GetValueOrDefault(GenerationState.Failed) + counts.GetValueOrDefault(GenerationState.Expired),
            counts.GetValueOrDefault(GenerationState.Cancelled), counts.GetValueOrDefault(GenerationState.Queued));
        return new BatchProgress(batch.State, batch.RowCount, done, failed, cancelled, batch.RowCount - done - failed - cancelled - waiting, waiting, null, null);
    }
}
