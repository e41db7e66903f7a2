using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>One medium of a product's gallery: the shop's own picture, or a result we published.</summary>
public sealed record GalleryMedium(SourceImage? Own, Asset? Ours, string Alt);

/// <summary>A product's gallery in the shop's order: its own pictures, with each live publication before or after what was there.</summary>
public static class ProductGallery
{
    public static async Task<IReadOnlyList<GalleryMedium>> ReadAsync(CommerceContext context, Product product, CancellationToken cancellationToken)
    {
        var gallery = product.SourceImages.Where(image => image.RemovedAt is null && !image.OfSheet).OrderBy(image => image.Position)
            .Select(image => new GalleryMedium(image, null, image.Alt)).ToList();
        var publications = await context.Publications.AsNoTracking().Include(one => one.Items)
            .Where(one => one.ProductId == product.Id && (one.State == PublicationState.Published || one.State == PublicationState.RevertFailed))
            .OrderBy(one => one.PublishedAt)
            .ToListAsync(cancellationToken);
        var assetIds = publications.SelectMany(one => one.Items).Select(item => item.AssetId).ToList();
        var assets = await context.Assets.AsNoTracking().Where(asset => assetIds.Contains(asset.Id)).ToDictionaryAsync(asset => asset.Id, cancellationToken);
        foreach (var publication in publications)
        {
            var added = publication.Items.Where(item => item is { State: PublicationItemState.Verified, GoneAt: null }).OrderBy(item => item.Position)
                .Select(item => new GalleryMedium(null, assets[item.AssetId], item.Alt));
            gallery = [.. publication.Placement.Arrange(gallery, [.. added])];
        }

        return gallery;
    }
}
