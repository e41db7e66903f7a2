namespace Commerce.Media.Compose;

/// <summary>A picture to make.</summary>
/// <param name="StyleKey">One of <see cref="Scenes.SceneCatalogue.Keys"/>.</param>
/// <param name="Title">The product's title; shown by the infographic only.</param>
/// <param name="Vendor">The product's vendor, when known.</param>
/// <param name="SellingPoints">Facts to show as written; never added to. The infographic uses the first three.</param>
/// <param name="Palette">The brand's colours as #rrggbb, dominant first; may be empty.</param>
/// <param name="Wish">What the owner asked for; a season named in it is honoured.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Seed">Chooses among a style's variants; the same order and seed give the same bytes.</param>
public sealed record CompositionOrder(
    string StyleKey, string Title, string? Vendor, IReadOnlyList<string> SellingPoints, IReadOnlyList<string> Palette,
    string? Wish, int Width, int Height, long Seed)
{
    /// <summary>What the sale tag says; other styles do not look at it.</summary>
    public Offer? Offer { get; init; }
}
