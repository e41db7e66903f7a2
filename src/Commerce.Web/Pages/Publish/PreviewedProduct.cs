using Commerce.Publishing;
using Commerce.Shopify.Products;

namespace Commerce.Web.Pages.Publish;

/// <summary>One product as the preview shows it: its gallery now, and what comes to it.</summary>
/// <param name="Shared">Media of the gallery that other products show too, with those products' titles.</param>
public sealed record PreviewedProduct(PlannedPublication Plan, LiveGallery Gallery, bool Changed, IReadOnlyDictionary<string, IReadOnlyList<string>> Shared)
{
    /// <summary>Most tiles of a gallery that are drawn; the rest is a number.</summary>
    public const int MostTiles = 12;

    public IEnumerable<ShopMedia> Drawn => Gallery.Media.Take(MostTiles);

    public int After => Gallery.Media.Count + Plan.Items.Count;

    /// <summary>Whether the shopper chooses between variants at all.</summary>
    public bool HasVariants => Plan.Variants.Count > 1;

    /// <summary>What a variant shows now.</summary>
    public ShopMedia? ShownBy(PlannedVariant variant) =>
        Gallery.Variants.FirstOrDefault(one => one.VariantId == variant.ShopifyId)?.MediaId is { } id ? Gallery.Media.FirstOrDefault(medium => medium.Id == id) : null;

    public int NotDrawn => Math.Max(0, Gallery.Media.Count - MostTiles);
}
