using Commerce.Library;

namespace Commerce.Publishing;

/// <summary>What publishing would do, product by product, before anything is touched.</summary>
/// <param name="Videos">The shop's room for videos; null when none is to be published.</param>
public sealed record PublicationPlan(IReadOnlyList<PlannedPublication> Products, IReadOnlyList<LeftOutAsset> LeftOut, VideoRoom? Videos = null)
{
    public int Items => Products.Sum(product => product.Items.Count);
}

/// <param name="Variants">The product's variants in order, by their ids in the shop and here.</param>
/// <param name="Expected">The gallery's own pictures as the catalogue knows them.</param>
public sealed record PlannedPublication(
    Guid ProductId, string ShopifyId, string Title, string Handle, int MediaCount, IReadOnlyList<PlannedItem> Items, IReadOnlyList<PlannedVariant> Variants, GallerySnapshot Expected);

/// <param name="VariantIds">Shop ids of the variants that are to show it.</param>
public sealed record PlannedItem(Asset Asset, string Alt, IReadOnlyList<string> VariantIds);

public sealed record PlannedVariant(Guid Id, string ShopifyId, string Title);

/// <summary>An asset that cannot be published, with the reason in words.</summary>
public sealed record LeftOutAsset(Guid AssetId, string Reason);
