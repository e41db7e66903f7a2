using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>A product's gallery with what each variant shows of it.</summary>
/// <param name="Media">Everything in the gallery, in order.</param>
/// <param name="Variants">Every variant, in the product's order.</param>
public sealed record ShopGallery(IReadOnlyList<ShopMedia> Media, IReadOnlyList<VariantPicture> Variants);

/// <summary>What one variant shows. Shopify allows a variant at most one medium.</summary>
/// <param name="VariantId">Global id of the variant.</param>
/// <param name="Title">Its option values, such as <c>Green / M</c>.</param>
/// <param name="MediaId">Its medium, which the gallery holds too; null when it has none of its own.</param>
public sealed record VariantPicture(string VariantId, string Title, string? MediaId);
