using System.ComponentModel.DataAnnotations;
using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Commerce.Web.Pages.Review;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Library;

/// <summary>One delivered file with where it came from and what became of it.</summary>
public sealed class ShowModel(CommerceContext context, Ratings ratings, ChannelPictures pictures, DownloadLinks downloads, StoreScope scope, IStringLocalizer<Words> text) : PageModel
{
    public ReviewItem Item { get; private set; } = null!;

    /// <summary>Every decision, latest first.</summary>
    public IReadOnlyList<ReviewDecision> Log { get; private set; } = [];

    /// <summary>Where it was placed, latest first.</summary>
    public IReadOnlyList<Placement> Placements { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await ReviewItem.From(context, context.Assets.Where(asset => asset.Id == id), User.Actor()).SingleOrDefaultAsync(cancellationToken) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        Log = await context.Reviews.AsNoTracking().Where(line => line.AssetId == id).OrderByDescending(line => line.DecidedAt).ToListAsync(cancellationToken);
        Placements = await (
            from placed in context.PublicationItems.AsNoTracking()
            join publication in context.Publications on placed.PublicationId equals publication.Id
            where placed.AssetId == id
            orderby publication.CreatedAt descending
            select new Placement(publication, placed)).ToListAsync(cancellationToken);
        return Page();
    }

    /// <summary>The address of the result in a channel's shape, as text; not found when it cannot be had so.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(Guid id, string? file, CancellationToken cancellationToken) =>
        ChannelFile.Find(file ?? "") is { } wanted && await pictures.FindAsync(id, wanted, cancellationToken) is not null
            ? Content(downloads.For(scope.StoreId, id, wanted.Name), "text/plain")
            : NotFound();

    /// <summary>Rates the result; no stars take the person's own rating back.</summary>
    public async Task<IActionResult> OnPostRateAsync(Guid id, [Range(0, Rating.Most)] int stars, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        return await ratings.RateAsync(id, stars, User.Actor(), cancellationToken) ? this.Stay(stars == 0 ? text["Your rating is taken back"] : text["Rated {0} of 5", stars]) : NotFound();
    }
}

/// <summary>The asset's part of one publication.</summary>
public sealed record Placement(Publication Publication, PublicationItem Item);
