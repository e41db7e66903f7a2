using Commerce.Media.Vips;

namespace Commerce.Media.Derivatives;

/// <summary>The size in which a channel shows pictures.</summary>
/// <param name="Key">A stable name such as <c>story</c>.</param>
/// <param name="Ratio">Width to height, for example <c>9:16</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ChannelShape(string Key, string Ratio, int Width, int Height)
{
    /// <summary>Every shape there is.</summary>
    public static IReadOnlyList<ChannelShape> All { get; } =
    [
        new("product-page", "1:1", 2048, 2048),
        new("story", "9:16", 1080, 1920),
        new("banner", "16:9", 1920, 1080),
        new("collection", "4:3", 1600, 1200),
        new("editorial", "3:2", 1800, 1200),
    ];

    /// <summary>Fills the shape with a picture, around the part the eye goes to first. Dispose the result.</summary>
    /// <param name="picture">8-bit sRGB, as <see cref="Probe.PictureIngest"/> gives it.</param>
    public VipsImage Fill(VipsImage picture) => picture.FillByAttention(Width, Height);
}
