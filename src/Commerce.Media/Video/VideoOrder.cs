namespace Commerce.Media.Video;

/// <summary>A video to make.</summary>
/// <param name="StyleKey">One of <see cref="VideoComposer.Styles"/>.</param>
/// <param name="Title">The product's title, shown by the brand film.</param>
/// <param name="Vendor">The product's vendor, when known.</param>
/// <param name="StoreName">The store's name for the end card, when known.</param>
/// <param name="Palette">The brand's colours as #rrggbb, dominant first; may be empty.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="Seed">Chooses among a style's variants; the same order and seed give the same bytes.</param>
public sealed record VideoOrder(
    string StyleKey, string Title, string? Vendor, string? StoreName, IReadOnlyList<string> Palette, int Width, int Height, long Seed);
