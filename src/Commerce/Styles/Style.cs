using Commerce.Providers;

namespace Commerce.Styles;

/// <summary>A curated look an owner can choose.</summary>
/// <param name="Key">Stable name in recipes, rows and providers.</param>
/// <param name="Kind">Picture or video.</param>
/// <param name="Name">As the owner reads it.</param>
/// <param name="Summary">What it looks like and where it serves, in one sentence.</param>
/// <param name="Formats">Offered sizes in pixels; the first is the default.</param>
/// <param name="Scene">What a vendor is told of the look, in one or two sentences; null for what only this machine makes, as texts must be right to the letter.</param>
public sealed record Style(string Key, GenerationKind Kind, string Name, string Summary, IReadOnlyList<StyleFormat> Formats, string? Scene = null)
{
    /// <summary>Tells what the product costs, so another price makes another order.</summary>
    public bool ShowsPrice { get; init; }

    /// <summary>Shows other pictures of the product too, so other pictures make another order.</summary>
    public bool ShowsGallery { get; init; }

    /// <summary>The size of a ratio; null when the style is not made in it.</summary>
    public StyleFormat? Format(string ratio) => Formats.FirstOrDefault(format => format.Ratio == ratio);
}

/// <summary>One size of a style's result.</summary>
public sealed record StyleFormat(string Ratio, int Width, int Height);
