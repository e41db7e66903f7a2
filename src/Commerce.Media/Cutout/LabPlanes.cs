using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>A picture as CIE Lab planes.</summary>
internal sealed class LabPlanes(int width, int height, float[] l, float[] a, float[] b)
{
    // Enough to keep compression noise from counting as edges, and wide enough to know a soft edge from a sharp one.
    private const double FineBlur = 0.8;
    private const double BroadBlur = 3;

    // Photos are stored with colour at half size and coarse steps; its edges are never sharper than this.
    private const double ColourBlur = 1.6;

    /// <summary>All zero.</summary>
    internal LabPlanes(int width, int height) : this(width, height, new float[width * height], new float[width * height], new float[width * height])
    {
    }

    internal int Width => width;

    internal int Height => height;

    internal int Count => width * height;

    internal float[] L => l;

    internal float[] A => a;

    internal float[] B => b;

    /// <summary>The picture lightly and strongly smoothed.</summary>
    internal static (LabPlanes Fine, LabPlanes Broad) From(VipsImage picture)
    {
        using var colour = picture.Band(0, 3);
        using var named = colour.Interpreted("srgb");
        using var lazy = named.ColourSpace("lab");
        using var lab = lazy.InMemory();
        return (Smooth(lab, FineBlur, ColourBlur), Smooth(lab, BroadBlur, BroadBlur));
    }

    /// <summary>How fast the colour changes at each pixel, in Lab units a pixel.</summary>
    internal float[] Gradient()
    {
        var gradient = new float[Count];
        for (var y = 0; y < height; y++)
        {
            var (up, down) = (Math.Max(0, y - 1) * width, Math.Min(height - 1, y + 1) * width);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (y * width + Math.Max(0, x - 1), y * width + Math.Min(width - 1, x + 1));
                var across = Square(left, right);
                var along = Square(up + x, down + x);
                gradient[y * width + x] = 0.5f * MathF.Sqrt(across + along);
            }
        }
        return gradient;
    }

    private static LabPlanes Smooth(VipsImage lab, double light, double colour)
    {
        using var lightness = lab.Band(0);
        using var axes = lab.Band(1, 2);
        using var softLightness = lightness.Blur(light);
        using var softAxes = axes.Blur(colour);
        var values = softAxes.ToFloats();
        var (a, b) = (new float[values.Length / 2], new float[values.Length / 2]);
        for (var index = 0; index < a.Length; index++)
        {
            (a[index], b[index]) = (values[index * 2], values[index * 2 + 1]);
        }
        return new LabPlanes(lab.Width, lab.Height, softLightness.ToFloats(), a, b);
    }

    private float Square(int one, int two)
    {
        var (dl, da, db) = (l[one] - l[two], a[one] - a[two], b[one] - b[two]);
        return dl * dl + da * da + db * db;
    }
}
