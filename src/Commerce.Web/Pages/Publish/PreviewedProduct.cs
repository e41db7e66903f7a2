using Commerce.Publishing;
using Commerce.Shopify.Products;

namespace Commerce.Web.Pages.Publish;

/// <summary>One product as the preview shows it: its gallery now, and what comes to it.</summary>
public sealed record PreviewedProduct(PlannedPublication Plan, LiveGallery Gallery, bool Changed)
{
    /// <summary>Most tiles of a gallery that are drawn; the rest is a number.</summary>
    public const int MostTiles = 12;

    public IEnumerable<ShopMedia> Drawn => Gallery.Media.Take(MostTiles);

    public int NotDrawn => Math.Max(0, Gallery.Media.Count - MostTiles);
}
