using System.Numerics;
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
        using var lab = named.ColourSpace("lab");
        var values = lab.ToFloats();
        var sharp = new LabPlanes(picture.Width, picture.Height);
        for (var pixel = 0; pixel < sharp.Count; pixel++)
        {
            (sharp.L[pixel], sharp.A[pixel], sharp.B[pixel]) = (values[pixel * 3], values[pixel * 3 + 1], values[pixel * 3 + 2]);
        }
        return (sharp.Smooth(FineBlur, ColourBlur), sharp.Smooth(BroadBlur, BroadBlur));
    }

    /// <summary>How fast the colour changes at each pixel, in Lab units a pixel.</summary>
    internal float[] Gradient()
    {
        var gradient = new float[Count];
        for (var y = 0; y < height; y++)
        {
            var (row, up, down) = (y * width, Math.Max(0, y - 1) * width, Math.Min(height - 1, y + 1) * width);
            gradient[row] = Slope(row, row + Math.Min(1, width - 1), up, down);
            var x = 1;
            for (; x < width - Vector<float>.Count; x += Vector<float>.Count)
            {
                Slopes(row + x, up + x, down + x).CopyTo(gradient, row + x);
            }
            for (; x < width; x++)
            {
                gradient[row + x] = Slope(row + x - 1, row + Math.Min(width - 1, x + 1), up + x, down + x);
            }
        }
        return gradient;
    }

    private LabPlanes Smooth(double light, double colour) => new(
        width, height, GaussianBlur.Of(l, width, height, light), GaussianBlur.Of(a, width, height, colour), GaussianBlur.Of(b, width, height, colour));

    private Vector<float> Slopes(int pixel, int up, int down) =>
        Vector.SquareRoot(Squares(l, pixel, up, down) + Squares(a, pixel, up, down) + Squares(b, pixel, up, down)) * 0.5f;

    private static Vector<float> Squares(float[] plane, int pixel, int up, int down)
    {
        var across = new Vector<float>(plane, pixel + 1) - new Vector<float>(plane, pixel - 1);
        var along = new Vector<float>(plane, down) - new Vector<float>(plane, up);
        return across * across + along * along;
    }

    private float Slope(int left, int right, int up, int down) => 0.5f * MathF.Sqrt(Square(left, right) + Square(up, down));

    private float Square(int one, int two)
    {
        var (dl, da, db) = (l[one] - l[two], a[one] - a[two], b[one] - b[two]);
        return dl * dl + da * da + db * db;
    }
}
