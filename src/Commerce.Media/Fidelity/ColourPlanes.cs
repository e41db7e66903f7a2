using Commerce.Media.Colour;

namespace Commerce.Media.Fidelity;

/// <summary>A picture as Oklab planes, times 100, together with how fast the colour changes at each pixel.</summary>
internal sealed class ColourPlanes(int width, int height, float[] l, float[] a, float[] b)
{
    // Beyond this an edge is an edge; how strong it is depends on the background it stands before.
    private const float StrongEdge = 30;

    private readonly Lazy<float[]> edges = new(() => Gradient(width, height, l, a, b));

    internal int Width => width;

    internal int Height => height;

    internal float[] L => l;

    internal float[] A => a;

    internal float[] B => b;

    /// <summary>Colour units a pixel, cut off where edges are strong.</summary>
    internal float[] Edges => edges.Value;

    /// <param name="pixels">8-bit sRGB, interleaved.</param>
    /// <param name="bands">3, or 4 with transparency, which is left out.</param>
    internal static ColourPlanes From(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        var (l, a, b) = (new float[width * height], new float[width * height], new float[width * height]);
        for (int pixel = 0, at = 0; pixel < l.Length; pixel++, at += bands)
        {
            var colour = Oklab.FromBytes(pixels[at], pixels[at + 1], pixels[at + 2]);
            (l[pixel], a[pixel], b[pixel]) = (colour.L * 100, colour.A * 100, colour.B * 100);
        }
        return new ColourPlanes(width, height, l, a, b);
    }

    /// <summary>The same at half the size.</summary>
    internal ColourPlanes Halved()
    {
        var (w, h) = (Math.Max(1, width / 2), Math.Max(1, height / 2));
        return new ColourPlanes(w, h, Half(l), Half(a), Half(b));

        float[] Half(float[] plane)
        {
            var half = new float[w * h];
            for (var y = 0; y < h; y++)
            {
                var (upper, lower) = (Math.Min(2 * y, height - 1) * width, Math.Min(2 * y + 1, height - 1) * width);
                for (var x = 0; x < w; x++)
                {
                    var (left, right) = (Math.Min(2 * x, width - 1), Math.Min(2 * x + 1, width - 1));
                    half[y * w + x] = 0.25f * (plane[upper + left] + plane[upper + right] + plane[lower + left] + plane[lower + right]);
                }
            }
            return half;
        }
    }

    /// <summary>Slightly blurred (1-2-1 across and along), so that another resampling is no difference.</summary>
    internal ColourPlanes Smoothed()
    {
        return new ColourPlanes(width, height, Smooth(l), Smooth(a), Smooth(b));

        float[] Smooth(float[] plane)
        {
            var (across, smooth) = (new float[plane.Length], new float[plane.Length]);
            for (var pixel = 0; pixel < plane.Length; pixel++)
            {
                var x = pixel % width;
                across[pixel] = 0.25f * (plane[x > 0 ? pixel - 1 : pixel] + 2 * plane[pixel] + plane[x < width - 1 ? pixel + 1 : pixel]);
            }
            for (var pixel = 0; pixel < plane.Length; pixel++)
            {
                smooth[pixel] = 0.25f * (across[pixel >= width ? pixel - width : pixel] + 2 * across[pixel] + across[pixel < plane.Length - width ? pixel + width : pixel]);
            }
            return smooth;
        }
    }

    private static float[] Gradient(int width, int height, float[] l, float[] a, float[] b)
    {
        var gradient = new float[l.Length];
        for (var y = 0; y < height; y++)
        {
            var (up, down) = (Math.Max(0, y - 1) * width, Math.Min(height - 1, y + 1) * width);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (y * width + Math.Max(0, x - 1), y * width + Math.Min(width - 1, x + 1));
                gradient[y * width + x] = Math.Min(StrongEdge, 0.5f * MathF.Sqrt(Square(left, right) + Square(up + x, down + x)));
            }
        }
        return gradient;

        float Square(int one, int two)
        {
            var (dl, da, db) = (l[one] - l[two], a[one] - a[two], b[one] - b[two]);
            return dl * dl + da * da + db * db;
        }
    }
}
