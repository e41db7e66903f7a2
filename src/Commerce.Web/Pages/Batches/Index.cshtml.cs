using Commerce.Batches;
using Commerce.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>One batch in the list.</summary>
public sealed record BatchLine(Batch Batch, BatchProgress Progress);

/// <summary>Every batch of the store: what still has work first, then what ended, newest first; or those in one state.</summary>
public sealed class IndexModel(CommerceContext context) : PageModel
{
    private const int PageSize = 25;

    /// <summary>More than this many run at once for nobody; the rest are found by their state.</summary>
    private const int MostActive = 50;

    /// <summary>The states a list can be narrowed to, in the order of a batch's life.</summary>
    public static readonly IReadOnlyList<BatchState> States = Enum.GetValues<BatchState>();

    public BatchState? State { get; private set; }

    public IReadOnlyList<BatchLine> Batches { get; private set; } = [];

    /// <summary>How many batches are in each state.</summary>
    public IReadOnlyDictionary<BatchState, int> Counts { get; private set; } = new Dictionary<BatchState, int>();

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(BatchState? state, Guid? after, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        State = state;
        Counts = await context.Batches.GroupBy(batch => batch.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var active = state is null && after is null
            ? await context.Batches.AsNoTracking().Where(batch => batch.FinishedAt == null).OrderByDescending(batch => batch.Id).Take(MostActive).ToListAsync(cancellationToken)
            : [];
        var rest = await context.Batches.AsNoTracking()
            .Where(batch => state == null ? batch.FinishedAt != null : batch.State == state)
            .Where(batch => after == null || batch.Id < after)
            .OrderByDescending(batch => batch.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        NextHref = rest.Count > PageSize ? Href(state, rest[PageSize - 1].Id) : null;
        Batches = await CountAsync([.. active, .. rest.Take(PageSize)], cancellationToken);
        return Page();
    }

    public static string Href(BatchState? state, Guid? after = null) => "/batches" + QueryString.Create(new Dictionary<string, string?>
    {
        ["state"] = state?.ToString().ToLowerInvariant(),
        ["after"] = after?.ToString(),
    }.Where(pair => pair.Value is not null));

    private async Task<IReadOnlyList<BatchLine>> CountAsync(List<Batch> batches, CancellationToken cancellationToken)
    {
        var ids = batches.Select(batch => batch.Id).ToList();
        var counts = (await context.Generations.Where(row => ids.Contains(row.BatchId))
            .GroupBy(row => new { row.BatchId, row.State }).Select(group => new { group.Key.BatchId, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellationToken)).ToLookup(group => group.BatchId);
        return [.. batches.Select(batch => new BatchLine(batch, BatchProgress.Of(batch, counts[batch.Id].ToDictionary(group => group.State, group => group.Count))))];
    }
}
