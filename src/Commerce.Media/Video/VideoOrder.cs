using Commerce.Media.Cutout;

namespace Commerce.Media.Video;

/// <summary>A video to make.</summary>
/// <param name="StyleKey">One of <see cref="VideoComposer.Styles"/>.</param>
/// <param name="Title">The product's title.</param>
/// <param name="Vendor">The product's vendor, when known.</param>
/// <param name="StoreName">The store's name for the end card, when known.</param>
/// <param name="Palette">The brand's colours as #rrggbb, dominant first; may be empty.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="Seed">Chooses among a style's variants; the same order and seed give the same bytes.</param>
public sealed record VideoOrder(
    string StyleKey, string Title, string? Vendor, string? StoreName, IReadOnlyList<string> Palette, int Width, int Height, long Seed)
{
    /// <summary>Facts about the product, shown and spoken as written.</summary>
    public IReadOnlyList<string> SellingPoints { get; init; } = [];

    /// <summary>Paths of other pictures of the product, the shop's order.</summary>
    public IReadOnlyList<string> MorePictures { get; init; } = [];

    /// <summary>What the product costs, when known.</summary>
    public PriceWords? Price { get; init; }

    /// <summary>The owner's own words to be spoken; without them the product's facts are read.</summary>
    public string? Script { get; init; }

    /// <summary>The owner's own wish; a comparison takes its two labels from it when it is written as "one / other".</summary>
    public string? Wish { get; init; }

    /// <summary>The owner's own words for an offer.</summary>
    public string? Offer { get; init; }

    /// <summary>The language of spoken and shown words, as BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>A wished length in seconds, brought within 6 to 30; null for the style's own. Spoken words are never cut for it.</summary>
    public double? Seconds { get; init; }

    /// <summary>The product cut out of the first picture; null cuts it out here.</summary>
    public ProductCutout? Cutout { get; init; }

    /// <summary>The file to write.</summary>
    public VideoFormat Format { get; init; } = VideoFormat.Mp4;
}
