using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>A picture as CIE Lab planes.</summary>
internal sealed class LabPlanes(int width, int height, float[] l, float[] a, float[] b)
{
    // Enough to keep compression noise from counting as edges, and wide enough to know a soft edge from a sharp one.
    private const double FineBlur = 0.8;
    private const double BroadBlur = 3;

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
        return (Smooth(lab, FineBlur), Smooth(lab, BroadBlur));
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

    private static LabPlanes Smooth(VipsImage lab, double sigma)
    {
        using var soft = lab.Blur(sigma);
        var values = soft.ToFloats();
        var count = lab.Width * lab.Height;
        var (l, a, b) = (new float[count], new float[count], new float[count]);
        for (var index = 0; index < count; index++)
        {
            (l[index], a[index], b[index]) = (values[index * 3], values[index * 3 + 1], values[index * 3 + 2]);
        }
        return new LabPlanes(lab.Width, lab.Height, l, a, b);
    }

    private float Square(int one, int two)
    {
        var (dl, da, db) = (l[one] - l[two], a[one] - a[two], b[one] - b[two]);
        return dl * dl + da * da + db * db;
    }
}
