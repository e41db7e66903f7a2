using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>A file of the shop, attached to products or not.</summary>
/// <param name="Id">Global id; record it before anything else is done with the file.</param>
/// <param name="Status">How far Shopify has processed it; attach only when <see cref="MediaStatus.Ready"/>.</param>
/// <param name="Alt">Its alternative text.</param>
/// <param name="Url">Where its bytes are; null until ready.</param>
/// <param name="Width">Pixels; null until ready.</param>
/// <param name="Height">Pixels; null until ready.</param>
/// <param name="Problems">Shopify's own reasons when it failed.</param>
public sealed record ShopFile(string Id, MediaStatus Status, string Alt, string? Url, int? Width, int? Height, IReadOnlyList<MediaProblem> Problems);
