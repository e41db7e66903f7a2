using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>Pixels that quadratic surfaces are fitted to: where they lie, −1 to 1 both ways, and their Lab colours, several side by side.</summary>
internal sealed class SurfaceSamples
{
    private const int Terms = 6;

    // x^0y^0, x^1y^0 … up to the fourth power together: all that the products of two terms can be.
    private const int Powers = 5;
    private static readonly (int X, int Y)[] Term = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)];
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[][] colours;

    internal SurfaceSamples(LabPlanes planes, int[] pixels)
    {
        Count = pixels.Length;
        // Whole vectors only; what fills up the last one weighs nothing.
        var room = (Count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        (x, y, colours) = (new double[room], new double[room], [new double[room], new double[room], new double[room]]);
        for (var index = 0; index < pixels.Length; index++)
        {
            var pixel = pixels[index];
            (x[index], y[index]) = (Across(pixel % planes.Width, planes.Width), Across(pixel / planes.Width, planes.Height));
            (colours[0][index], colours[1][index], colours[2][index]) = (planes.L[pixel], planes.A[pixel], planes.B[pixel]);
        }
    }

    internal int Count { get; }

    /// <summary>Where a column or row lies, −1 to 1.</summary>
    internal static double Across(int at, int length) => 2.0 * at / length - 1;

    /// <summary>The surfaces of L, a and b that come closest; as many weights as samples.</summary>
    internal double[][] Solve(double[] weights)
    {
        var (moments, products) = Sums(weights);
        var (normal, right) = (new double[Terms, Terms], new double[3, Terms]);
        for (var row = 0; row < Terms; row++)
        {
            for (var column = 0; column < Terms; column++)
            {
                normal[row, column] = Vector.Sum(moments[(Term[row].Y + Term[column].Y) * Powers + Term[row].X + Term[column].X]);
            }
            normal[row, row] += 1e-6 * Count;
            for (var channel = 0; channel < 3; channel++)
            {
                right[channel, row] = Vector.Sum(products[channel * Terms + row]);
            }
        }
        return [.. Enumerable.Range(0, 3).Select(channel => LinearSystem.Solve(normal, right, channel))];
    }

    /// <summary>How far each sample is from the surfaces, lightness counting less.</summary>
    internal double[] Differences(double[][] surfaces)
    {
        var differences = new double[x.Length];
        for (var index = 0; index < x.Length; index += Vector<double>.Count)
        {
            var (dl, da, db) = (Off(surfaces, 0, index), Off(surfaces, 1, index), Off(surfaces, 2, index));
            Vector.SquareRoot(dl * dl * 0.36 + da * da + db * db).CopyTo(differences, index);
        }
        return differences[..Count];
    }

    private Vector<double> Off(double[][] surfaces, int channel, int index)
    {
        var (surface, h, v) = (surfaces[channel], new Vector<double>(x, index), new Vector<double>(y, index));
        var still = new Vector<double>(surface[0]) + v * (new Vector<double>(surface[2]) + v * surface[5]);
        var slope = new Vector<double>(surface[1]) + v * surface[4] + h * surface[3];
        return new Vector<double>(colours[channel], index) - still - h * slope;
    }

    private (Vector<double>[] Moments, Vector<double>[] Products) Sums(double[] weights)
    {
        var (moments, products) = (new Vector<double>[Powers * Powers], new Vector<double>[3 * Terms]);
        var padded = new double[x.Length];
        weights.CopyTo(padded, 0);
        for (var index = 0; index < x.Length; index += Vector<double>.Count)
        {
            var (h, v, along) = (new Vector<double>(x, index), new Vector<double>(y, index), new Vector<double>(padded, index));
            for (var row = 0; row < Powers; row++, along *= v)
            {
                var product = along;
                for (var column = 0; column < Powers - row; column++, product *= h)
                {
                    moments[row * Powers + column] += product;
                }
            }
            var weight = new Vector<double>(padded, index);
            for (var channel = 0; channel < 3; channel++)
            {
                var weighted = weight * new Vector<double>(colours[channel], index);
                var sums = products.AsSpan(channel * Terms, Terms);
                sums[0] += weighted;
                sums[1] += weighted * h;
                sums[2] += weighted * v;
                sums[3] += weighted * h * h;
                sums[4] += weighted * h * v;
                sums[5] += weighted * v * v;
            }
        }
        return (moments, products);
    }
}
