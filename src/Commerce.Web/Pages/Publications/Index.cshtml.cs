using Commerce.Data;
using Commerce.Library;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Publications;

/// <summary>Lists the runs, newest first.</summary>
public sealed class IndexModel(CommerceContext context, MediaLinks links) : PageModel
{
    private const int PageSize = 20;
    private const int Thumbnails = 4;

    /// <summary>The last run of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<RunCounts> Runs { get; private set; } = [];

    /// <summary>Some thumbnails of each run.</summary>
    public ILookup<Guid, string> Pictures { get; private set; } = Array.Empty<string>().ToLookup(_ => Guid.Empty);

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || (After is { } after && !await context.Publications.AnyAsync(row => row.RunId == after, cancellationToken)))
        {
            return NotFound();
        }

        // A run's id is made when it starts, so its order is the order of time.
        var rows = After is { } last ? context.Publications.Where(row => row.RunId.CompareTo(last) < 0) : context.Publications;
        var runIds = await rows.Select(row => row.RunId).Distinct().OrderByDescending(id => id).Take(PageSize + 1).ToListAsync(cancellationToken);
        var shown = runIds.Take(PageSize).ToList();
        var counts = (await RunCounts.ReadAsync(context, shown, cancellationToken)).ToDictionary(run => run.RunId);
        Runs = [.. shown.Select(id => counts[id])];
        Pictures = await PicturesAsync(shown, cancellationToken);
        NextHref = runIds.Count > PageSize ? $"/publications?after={shown[^1]}" : null;
        return Page();
    }

    private async Task<ILookup<Guid, string>> PicturesAsync(List<Guid> runIds, CancellationToken cancellationToken)
    {
        var keys = await (
            from publication in context.Publications
            where runIds.Contains(publication.RunId)
            join item in context.PublicationItems on new { publication.StoreId, publication.Id } equals new { item.StoreId, Id = item.PublicationId }
            join asset in context.Assets on new { item.StoreId, Id = item.AssetId } equals new { asset.StoreId, asset.Id }
            where item.Position == 1
            select new { publication.RunId, publication.Id, asset.ThumbnailKey }).ToListAsync(cancellationToken);
        return keys.GroupBy(row => row.RunId).SelectMany(run => run.OrderBy(row => row.Id).Take(Thumbnails)).ToLookup(row => row.RunId, row => links.For(row.ThumbnailKey));
    }
}
