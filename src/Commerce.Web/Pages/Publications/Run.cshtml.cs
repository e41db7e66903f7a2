using Commerce.Data;
using Commerce.Web.Pages.Publish;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Publications;

/// <summary>Shows one run: how far it is, what became of each product, and the receipts.</summary>
public sealed class RunModel(CommerceContext context, RunRows rows) : PageModel
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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await RunCounts.ReadAsync(context, [RunId], cancellationToken) is not [var counts] || !await ReadChangedAsync(cancellationToken))
        {
            return NotFound();
        }

        Counts = counts;
        Revertible = !counts.Working && await Revert.RevertibleOf(context, RunId, null).AnyAsync(cancellationToken);
        var publications = context.Publications.Where(row => row.RunId == RunId);
        publications = After is { } after ? publications.Where(row => row.Id.CompareTo(after) > 0) : publications;
        var page = await rows.ReadAsync(publications.OrderBy(row => row.Id).Take(PageSize + 1), cancellationToken);
        Rows = [.. page.Take(PageSize)];
        NextHref = page.Count > PageSize ? $"/publications/{RunId}?after={Rows[^1].Publication.Id}" : null;
        return Page();
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
