using System.Globalization;
using Commerce.Media.Cutout;
using Commerce.Media.Tests.Cutout.Labelled;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Fidelity;

/// <summary>A drawn product as an AI might show it: elsewhere, larger or smaller, turned, softened, in front of something new.</summary>
/// <param name="Product">A drawing of the labelled set.</param>
internal sealed record Staged(string Product)
{
    private const int Side = 600;

    public double Scale { get; init; } = 0.8;

    public double Turn { get; init; }

    public (int X, int Y) Middle { get; init; } = (340, 310);

    public double Blur { get; init; } = 0.6;

    /// <summary>Drawn onto the product, in its own coordinates.</summary>
    public string Changed { get; init; } = "";

    /// <summary>A colour matrix the product is seen through.</summary>
    public string Colours { get; init; } = "0.97 0 0 0 0 0 0.96 0 0 0 0 0 0.93 0 0 0 0 0 1 0";

    /// <summary>The product as cut out of its source.</summary>
    public static ProductCutout Cutout(string product)
    {
        var rgba = LabelledPicture.Render(LabelledPicture.Drawing("Products", product));
        var cutout = new ProductCutout(CutoutKind.Transparent, rgba, Side, Side, default, 1, PictureSides.None);
        return cutout with { Box = PixelBox.Around(cutout.Alpha(), Side, Side) };
    }

    public byte[] Jpeg()
    {
        var drawing = LabelledPicture.Drawing("Products", Product);
        var inner = drawing[(drawing.IndexOf('>', StringComparison.Ordinal) + 1)..drawing.LastIndexOf("</svg>", StringComparison.Ordinal)];
        using var drawn = VipsImage.FromSvg(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="700" height="640">
            <defs><linearGradient id="sky" x2="0.3" y2="1"><stop stop-color="#9db4c0"/><stop offset="0.6" stop-color="#e0d3b8"/><stop offset="1" stop-color="#6b705c"/></linearGradient>
            <filter id="seen" x="0" y="0" width="1" height="1"><feColorMatrix type="matrix" values="{Colours}"/><feGaussianBlur stdDeviation="{Blur}"/></filter></defs>
            <rect width="700" height="640" fill="url(#sky)"/><circle cx="90" cy="130" r="60" fill="#d9a441"/><rect x="560" y="60" width="90" height="260" fill="#5f7470"/><ellipse cx="350" cy="560" rx="300" ry="40" fill="#4a4e42"/>
            <g transform="translate({Middle.X} {Middle.Y}) rotate({Turn}) scale({Scale}) translate(-300 -300)"><g filter="url(#seen)">{inner}{Changed}</g></g>
            </svg>
            """));
        using var flat = drawn.HasAlpha ? drawn.Flatten(255, 255, 255) : drawn.Copy();
        return flat.ToJpeg(88);
    }
}
