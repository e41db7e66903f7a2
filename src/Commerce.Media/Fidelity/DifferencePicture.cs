using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Fidelity;

/// <summary>Shows where a picture differs from the product's source: the picture in grey, differences glowing, the outline drawn.</summary>
public static class DifferencePicture
{
    private const int Side = 1080;
    private const int Quality = 82;
    private const double OutlineWidth = 2.5;

    // ΔE in Oklab, times 100: unseen below, glowing fully above.
    private const float Faint = 2;
    private const float Strong = 16;

    /// <summary>Draws it as WebP, longest side 1080 pixels at most.</summary>
    /// <param name="source">The product as cut out of its source.</param>
    /// <param name="result">The picture's file.</param>
    /// <param name="place">Where the product lies in it, from <see cref="FidelityReport.Place"/>.</param>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static byte[] Draw(ProductCutout source, ReadOnlySpan<byte> result, ProductPlace place)
    {
        var size = PictureProbe.Read(result);
        using var picture = PictureIngest.ReadWithin(result, Side);
        using var opaque = picture.HasAlpha ? picture.Flatten(255, 255, 255) : picture.Copy();
        var scale = (double)picture.Width / size.Width;
        var drawn = new ProductPlace(place.X * scale, place.Y * scale, place.Size * scale, place.Degrees);
        var template = ProductTemplate.ToCompare(source, FidelityMeasure.ComparedSide);
        var (shown, seen) = template.Warp(new PicturePyramid(picture), drawn);
        var (own, other) = (template.Colours.Smoothed(), shown.Smoothed());
        var pixels = opaque.ToBytes();
        for (var pixel = 0; pixel < pixels.Length / 3; pixel++)
        {
            Paint(pixels.AsSpan(pixel * 3, 3), Spot(own, other, seen, drawn, pixel % picture.Width, pixel / picture.Width));
        }
        using var raw = VipsImage.FromBytes(pixels, picture.Width, picture.Height, 3);
        using var named = raw.Interpreted("srgb");
        return named.ToWebp(Quality);
    }

    /// <summary>ΔE at a pixel of the picture, −1 beyond the product, NaN on its outline.</summary>
    private static float Spot(ColourPlanes own, ColourPlanes other, bool[] seen, ProductPlace place, int x, int y)
    {
        var scale = Math.Max(own.Width, own.Height) / place.Size;
        var (cos, sin) = (Math.Cos(place.Degrees * Math.PI / 180) * scale, Math.Sin(place.Degrees * Math.PI / 180) * scale);
        var (dx, dy) = (x + 0.5 - place.X, y + 0.5 - place.Y);
        var (column, row) = ((int)Math.Floor(dx * cos + dy * sin + own.Width / 2.0), (int)Math.Floor(dy * cos - dx * sin + own.Height / 2.0));
        if (!Inside(column, row))
        {
            return -1;
        }
        var reach = Math.Max(1, (int)Math.Round(OutlineWidth * scale));
        if (!Inside(column - reach, row) || !Inside(column + reach, row) || !Inside(column, row - reach) || !Inside(column, row + reach))
        {
            return float.NaN;
        }
        return ProductComparison.Difference(own, other, row * own.Width + column);

        bool Inside(int at, int line) => at >= 0 && line >= 0 && at < own.Width && line < own.Height && seen[line * own.Width + at];
    }

    private static void Paint(Span<byte> pixel, float difference)
    {
        var grey = (0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2]) * 0.75f + 48;
        if (float.IsNaN(difference))
        {
            (pixel[0], pixel[1], pixel[2]) = (0, 190, 255);
            return;
        }
        // From grey over yellow to red.
        var heat = Math.Clamp((difference - Faint) / (Strong - Faint), 0, 1);
        var cover = Math.Min(1, heat * 2);
        (pixel[0], pixel[1], pixel[2]) = (
            (byte)(grey + (255 - grey) * cover),
            (byte)(grey + (225 * (1 - heat) - grey) * cover),
            (byte)(grey * (1 - cover)));
    }
}
