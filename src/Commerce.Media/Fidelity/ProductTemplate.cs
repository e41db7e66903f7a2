using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Fidelity;

/// <summary>A product's own pixels at a modest size, to find it and to compare others with.</summary>
internal sealed class ProductTemplate(ColourPlanes colours, bool[] inside, int width, int height)
{
    // Resampling mixes in what lies beyond the outline as far as this.
    private const int Rim = 2;

    // Placed pixels are compared byte for byte, so only those that hide all behind them count; scaled ones may round below that.
    private const byte Opaque = 255;
    private const byte NearlyOpaque = 254;

    // Small templates are for finding: straps only a pixel wide have to be in them.
    private const byte MostlyOpaque = 180;

    internal ColourPlanes Colours => colours;

    /// <summary>Pixels that are product; for comparison only those far enough from its outline to be nothing else.</summary>
    internal bool[] Inside => inside;

    internal int Width => width;

    internal int Height => height;

    /// <summary>To find the product by, thin parts included.</summary>
    internal static ProductTemplate ToFind(ProductCutout cutout, int longest) =>
        Of(cutout.Rgba, cutout.Width, cutout.Height, cutout.Box, longest, MostlyOpaque, 0);

    /// <summary>To compare by.</summary>
    internal static ProductTemplate ToCompare(ProductCutout cutout, int longest) =>
        Of(cutout.Rgba, cutout.Width, cutout.Height, cutout.Box, longest, NearlyOpaque, Rim);

    /// <summary>To compare pixels by that were placed by us, at a size in the shape of a part of them.</summary>
    internal static ProductTemplate ToCompare(byte[] rgba, int width, int height, PixelBox part, int wide, int high)
    {
        using var whole = VipsImage.FromBytes(rgba, width, height, 4);
        using var cropped = whole.Crop(part.Left, part.Top, part.Width, part.Height);
        // Only pixels far from all transparency are compared, so colours need no weighing by it.
        using var small = cropped.ResizeTo(wide, high);
        return Of(small, Opaque, Rim);
    }

    private static ProductTemplate Of(byte[] rgba, int width, int height, PixelBox box, int longest, byte opaque, int rim)
    {
        using var whole = VipsImage.FromBytes(rgba, width, height, 4);
        using var named = whole.Interpreted("srgb");
        using var cropped = named.Crop(box.Left, box.Top, box.Width, box.Height);
        using var small = cropped.Thumbnail(longest, longest);
        return Of(small, opaque, rim);
    }

    private static ProductTemplate Of(VipsImage small, byte opaque, int rim)
    {
        var pixels = small.ToBytes();
        var solid = new bool[small.Width * small.Height];
        for (var pixel = 0; pixel < solid.Length; pixel++)
        {
            var (x, y) = (pixel % small.Width, pixel / small.Width);
            solid[pixel] = pixels[pixel * 4 + 3] >= opaque && x > 0 && y > 0 && x < small.Width - 1 && y < small.Height - 1;
        }
        return new ProductTemplate(ColourPlanes.From(pixels, small.Width, small.Height, 4), Morphology.Shrunk(solid, small.Width, rim), small.Width, small.Height);
    }

    /// <summary>What a picture shows where the product lies, in the template's own pixels; a pixel beyond the picture is false in the mask.</summary>
    internal (ColourPlanes Colours, bool[] Seen) Warp(PicturePyramid picture, ProductPlace place)
    {
        var scale = place.Size / Math.Max(width, height);
        var (planes, reduction) = picture.At(scale);
        var (cos, sin) = (Math.Cos(place.Degrees * Math.PI / 180) * scale, Math.Sin(place.Degrees * Math.PI / 180) * scale);
        var (l, a, b, seen) = (new float[inside.Length], new float[inside.Length], new float[inside.Length], new bool[inside.Length]);
        for (var pixel = 0; pixel < inside.Length; pixel++)
        {
            var (dx, dy) = (pixel % width + 0.5 - width / 2.0, pixel / width + 0.5 - height / 2.0);
            var x = (float)((place.X + dx * cos - dy * sin) / reduction - 0.5);
            var y = (float)((place.Y + dx * sin + dy * cos) / reduction - 0.5);
            if (x < 0 || y < 0 || x > planes.Width - 1 || y > planes.Height - 1)
            {
                continue;
            }
            var (left, top) = (Math.Min((int)x, planes.Width - 2), Math.Min((int)y, planes.Height - 2));
            var (fx, fy, at) = (x - left, y - top, top * planes.Width + left);
            (l[pixel], a[pixel], b[pixel], seen[pixel]) = (Between(planes.L), Between(planes.A), Between(planes.B), inside[pixel]);

            float Between(float[] plane)
            {
                var upper = plane[at] + (plane[at + 1] - plane[at]) * fx;
                var lower = plane[at + planes.Width] + (plane[at + planes.Width + 1] - plane[at + planes.Width]) * fx;
                return upper + (lower - upper) * fy;
            }
        }
        return (new ColourPlanes(width, height, l, a, b), seen);
    }
}
