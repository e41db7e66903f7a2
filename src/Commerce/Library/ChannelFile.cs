using Commerce.Media.Derivatives;
using Commerce.Media.Vips;
using Commerce.Providers;
using Commerce.Styles;

namespace Commerce.Library;

/// <summary>A result's picture in a channel's shape and a format, named as the file that is taken away: <c>story.webp</c>.</summary>
public sealed record ChannelFile(ChannelShape Shape, string Extension, string MimeType, Func<VipsImage, byte[]> Encode)
{
    /// <summary>The file where none is named.</summary>
    public const string Usual = "product-page.jpg";

    // A product stands in the middle three quarters; from a square, 4:3 is the farthest that leaves it whole.
    private const double MostChange = 1.34;

    // Words reach to the edges.
    private const double Same = 1.01;

    private static readonly (string Extension, string MimeType, Func<VipsImage, byte[]> Encode)[] Formats =
    [
        ("jpg", "image/jpeg", picture => picture.ToJpeg()),
        ("webp", "image/webp", picture => picture.ToWebp()),
        ("avif", "image/avif", picture => picture.ToAvif()),
        ("png", "image/png", picture => picture.ToPng()),
    ];

    private static readonly Dictionary<string, ChannelFile> Known =
        (from shape in ChannelShape.All from format in Formats select new ChannelFile(shape, format.Extension, format.MimeType, format.Encode)).ToDictionary(file => file.Name, StringComparer.Ordinal);

    /// <summary>Its name in addresses.</summary>
    public string Name => $"{Shape.Key}.{Extension}";

    /// <summary>The file of this name; null when there is none.</summary>
    public static ChannelFile? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>The files a result can be taken as, by shape. None for a video, and no shape that its pixels would have to be enlarged for.</summary>
    public static IReadOnlyList<IGrouping<ChannelShape, ChannelFile>> Of(Asset asset) => [.. Known.Values.Where(file => file.Suits(asset)).GroupBy(file => file.Shape)];

    /// <summary>Whether it can be cut out of the result without enlarging it and without cutting the product or its words.</summary>
    public bool Suits(Asset asset)
    {
        if (asset.Kind is not GenerationKind.Image || asset.Width < Shape.Width || asset.Height < Shape.Height)
        {
            return false;
        }

        var change = (double)asset.Width / asset.Height / ((double)Shape.Width / Shape.Height);
        return Math.Max(change, 1 / change) <= (StyleCatalogue.Find(asset.Style) is { Scene: null } ? Same : MostChange);
    }
}
