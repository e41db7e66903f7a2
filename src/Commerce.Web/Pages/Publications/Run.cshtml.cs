using Commerce.Data;
using Commerce.Publishing;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Web.Face;
using Commerce.Web.Pages.Publish;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Publications;

/// <summary>Shows one run: how far it is, what became of each product, and the receipts.</summary>
public sealed class RunModel(CommerceContext context, RunRows rows, LiveGalleries galleries, PublicationDecisions decisions, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public Guid RunId { get; set; }

    /// <summary>The last publication of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Assets that were not started because their product's gallery had changed since the preview.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Changed { get; set; }

    public RunCounts Counts { get; private set; } = null!;

    public IReadOnlyList<RunRow> Rows { get; private set; } = [];

    /// <summary>Titles of the products that <see cref="Changed"/> is about.</summary>
    public IReadOnlyList<string> ChangedTitles { get; private set; } = [];

    public string? NextHref { get; private set; }

    public bool Revertible { get; private set; }

    /// <summary>Products of which something failed that another try may mend.</summary>
    public int Retryable { get; private set; }

    /// <summary>Products on which a day to be taken back can be set.</summary>
    public bool Datable { get; private set; }

    /// <summary>The day on which the run is taken back by itself, in the store's calendar.</summary>
    [BindProperty]
    public DateOnly? RevertOn { get; set; }

    public string TimeZone { get; private set; } = "UTC";

    public DateOnly FirstDay => RevertDate.DayOf(time.GetUtcNow(), TimeZone).AddDays(1);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await RunCounts.ReadAsync(context, [RunId], cancellationToken) is not [var counts] || !await ReadChangedAsync(cancellationToken))
        {
            return NotFound();
        }

        await ShowAsync(counts, cancellationToken);
        return Page();
    }

    /// <summary>Tries again what failed of the run.</summary>
    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken)
    {
        if (await IdsAsync(cancellationToken) is not { Count: > 0 } ids)
        {
            return NotFound();
        }

        await decisions.RetryAsync(ids, cancellationToken);
        return this.Go($"/publications/{RunId}");
    }

    /// <summary>Sets the day on which the run is taken back by itself; no day lifts it.</summary>
    public async Task<IActionResult> OnPostDateAsync(CancellationToken cancellationToken)
    {
        if (await IdsAsync(cancellationToken) is not { Count: > 0 } ids)
        {
            return NotFound();
        }

        TimeZone = await context.Stores.Select(store => store.TimeZone).SingleAsync(cancellationToken);
        if (!ModelState.IsValid || RevertOn < FirstDay)
        {
            ModelState.AddModelError(nameof(RevertOn), text["Choose a day from tomorrow on."]);
            await ShowAsync((await RunCounts.ReadAsync(context, [RunId], cancellationToken))[0], cancellationToken);
            return this.Invalid();
        }

        await decisions.ScheduleAsync(ids, RevertOn is { } day ? RevertDate.StartOf(day, TimeZone) : null, cancellationToken);
        return this.Go($"/publications/{RunId}");
    }

    private Task<List<Guid>> IdsAsync(CancellationToken cancellationToken) => context.Publications.Where(row => row.RunId == RunId).Select(row => row.Id).ToListAsync(cancellationToken);

    private async Task ShowAsync(RunCounts counts, CancellationToken cancellationToken)
    {
        Counts = counts;
        TimeZone = await context.Stores.Select(store => store.TimeZone).SingleAsync(cancellationToken);
        var all = context.Publications.Where(row => row.RunId == RunId);
        Retryable = await PublicationDecisions.RetryableOf(all).CountAsync(cancellationToken);
        Datable = await all.AnyAsync(row => row.State == PublicationState.Queued || row.State == PublicationState.Publishing || row.State == PublicationState.Published, cancellationToken);
        RevertOn ??= await all.MinAsync(row => row.RevertAt, cancellationToken) is { } at ? RevertDate.DayOf(at, TimeZone) : null;
        Revertible = !counts.Working && await Revert.RevertibleOf(context, RunId, null).AnyAsync(cancellationToken);
        var publications = context.Publications.Where(row => row.RunId == RunId);
        publications = After is { } after ? publications.Where(row => row.Id.CompareTo(after) > 0) : publications;
        var page = await rows.ReadAsync(publications.OrderBy(row => row.Id).Take(PageSize + 1), cancellationToken);
        Rows = await PicturedAsync([.. page.Take(PageSize)], cancellationToken);
        NextHref = page.Count > PageSize ? $"/publications/{RunId}?after={Rows[^1].Publication.Id}" : null;
    }

    // Pictures help to see what was changed; the words stand without them when the shop does not answer.
    private async Task<IReadOnlyList<RunRow>> PicturedAsync(List<RunRow> page, CancellationToken cancellationToken)
    {
        var changed = page.SelectMany(row => row.Publication.Conflict?.List ?? []).Select(change => change.MediaId).ToHashSet(StringComparer.Ordinal);
        try
        {
            var pictures = await galleries.PicturesAsync(changed, cancellationToken);
            return [.. page.Select(row => row with { Pictures = pictures })];
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or TokenException)
        {
            return page;
        }
    }

    private async Task<bool> ReadChangedAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Changed))
        {
            return true;
        }

        if (await PublishSelection.NamedAsync(context, Changed, cancellationToken) is not { } assets)
        {
            return false;
        }

        ChangedTitles = await context.Products.Where(row => context.Assets.Any(asset => asset.ProductId == row.Id && assets.Contains(asset.Id))).OrderBy(row => row.Title).Select(row => row.Title).ToListAsync(cancellationToken);
        return true;
    }
}
