using Commerce.Data;
using Commerce.Publishing;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Publications;

/// <summary>Shows what a revert takes out and what comes back, then asks for it.</summary>
public sealed class Revert(CommerceContext context, RunRows rows, LiveGalleries galleries, GalleryTurn turn, PublicationDecisions decisions, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 10;

    [BindProperty(SupportsGet = true)]
    public Guid RunId { get; set; }

    /// <summary>One publication of the run; all of them without it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Publication { get; set; }

    /// <summary>The last publication of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<RevertedProduct> Products { get; private set; } = [];

    /// <summary>All that will be asked for, on this page or a later one.</summary>
    public int Total { get; private set; }

    public int Media { get; private set; }

    public string? NextHref { get; private set; }

    public string? Unreachable { get; private set; }

    /// <summary>Whether nothing is left to take back at all.</summary>
    public bool Nothing => Total == 0;

    public static string Href(Guid runId, Guid? publication, Guid? after = null) =>
        $"/publications/{runId}/revert{(publication is null ? "" : $"?publication={publication}")}{(after is null ? "" : $"{(publication is null ? '?' : '&')}after={after}")}";

    /// <summary>What of a run can be taken back.</summary>
    public static IQueryable<Publication> RevertibleOf(CommerceContext context, Guid runId, Guid? publication) => context.Publications
        .Where(row => row.RunId == runId && (publication == null || row.Id == publication) && row.Snapshot != null)
        .Where(row => row.State == PublicationState.Published || row.State == PublicationState.RevertFailed || row.State == PublicationState.Failed);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
        {
            return NotFound();
        }

        var all = RevertibleOf(context, RunId, Publication);
        Total = await all.CountAsync(cancellationToken);
        Media = await context.PublicationItems.CountAsync(item => item.FileId != null && item.State != PublicationItemState.Failed && all.Any(row => row.Id == item.PublicationId), cancellationToken);
        var page = await rows.ReadAsync((After is { } after ? all.Where(row => row.Id.CompareTo(after) > 0) : all).OrderBy(row => row.Id).Take(PageSize + 1), cancellationToken);
        NextHref = page.Count > PageSize ? Href(RunId, Publication, page[PageSize - 1].Publication.Id) : null;
        await ReadAsync([.. page.Take(PageSize)], cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
        {
            return NotFound();
        }

        await decisions.RevertAsync(await IdsAsync(cancellationToken), keepChanges: false, cancellationToken);
        return this.Go($"/publications/{RunId}");
    }

    /// <summary>Takes only our media out and keeps what was changed in the shop.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
        {
            return NotFound();
        }

        await decisions.RevertAsync(await IdsAsync(cancellationToken), keepChanges: true, cancellationToken);
        return this.Go($"/publications/{RunId}");
    }

    /// <summary>Leaves what stopped at changes in the shop as it is.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
        {
            return NotFound();
        }

        await decisions.LeaveAsync(await IdsAsync(cancellationToken), User.Actor(), cancellationToken);
        return this.Go($"/publications/{RunId}");
    }

    private Task<List<Guid>> IdsAsync(CancellationToken cancellationToken) => RevertibleOf(context, RunId, Publication).Select(row => row.Id).ToListAsync(cancellationToken);

    // What is still in the gallery is there to be shown; what was taken out may still be among the shop's files.
    private async Task<IReadOnlyList<RevertedProduct>> PicturedAsync(List<RevertedProduct> products, CancellationToken cancellationToken)
    {
        var changed = products.SelectMany(product => product.Changes?.List ?? []).Select(change => change.MediaId).ToHashSet(StringComparer.Ordinal);
        var pictures = await galleries.PicturesAsync(changed, cancellationToken);
        return [.. products.Select(product => product with { Row = product.Row with { Pictures = pictures } })];
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellationToken) => ModelState.IsValid
        && await context.Publications.AnyAsync(row => row.RunId == RunId && (Publication == null || row.Id == Publication), cancellationToken);

    private async Task ReadAsync(List<RunRow> page, CancellationToken cancellationToken)
    {
        try
        {
            var ids = page.Select(row => row.Publication.ProductId).ToList();
            var products = await context.Products.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.ShopifyId, cancellationToken);
            var live = await galleries.ReadAsync(products.Values, cancellationToken);
            var shown = new List<RevertedProduct>();
            foreach (var row in page)
            {
                var later = await turn.LaterAsync(row.Publication, cancellationToken) is not null;
                var now = live.GetValueOrDefault(products[row.Publication.ProductId]);
                shown.Add(new RevertedProduct(row, now, later, now is null ? null : SinceThen.Changes(row.Publication, row.Publication.Items, now.Snapshot(time.GetUtcNow()))));
            }

            Products = await PicturedAsync(shown, cancellationToken);
            if (shown.Count == Total)
            {
                // Everything is in view, so the numbers can leave out what will stay as it is.
                var free = shown.Where(product => !product.Blocked).ToList();
                (Total, Media) = (free.Count, free.Sum(product => product.Removed));
            }
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or TokenException)
        {
            Unreachable = error is ShopAccessLostException ? text[error.Message] : text["The shop does not answer, so its galleries cannot be shown. Nothing was changed. Try again in a minute."];
        }
    }
}
