namespace Commerce.Media.Cutout;

/// <summary>
/// A smooth background: one quadratic surface per Lab channel, fitted to the picture's rim by reweighted least squares,
/// so that a product reaching the rim does not pull it.
/// </summary>
internal sealed class BackgroundModel
{
    private const int Terms = 6;
    private readonly LabPlanes planes;
    private readonly double[][] surfaces = new double[3][];

    private BackgroundModel(LabPlanes planes) => this.planes = planes;

    /// <summary>Share of the rim the surface explains, 0 to 1.</summary>
    internal double Plainness { get; private set; }

    internal static BackgroundModel Fit(LabPlanes planes)
    {
        var rim = Rim(planes);
        var model = Fit(planes, rim);
        model.Plainness = rim.Count(pixel => model.Difference(pixel) < 9) / (double)rim.Count;
        return model;
    }

    /// <summary>Fits again to everything outside of the product, which knows the picture's middle better than its rim does.</summary>
    internal static BackgroundModel Refit(LabPlanes planes, bool[] product)
    {
        var step = Math.Max(7, planes.Count / 20_000);
        return Fit(planes, Enumerable.Range(0, planes.Count / step).Select(index => index * step).Where(pixel => !product[pixel]).ToList());
    }

    private static BackgroundModel Fit(LabPlanes planes, List<int> samples)
    {
        var model = new BackgroundModel(planes);
        var weights = new double[samples.Count];
        Array.Fill(weights, 1);
        for (var round = 0; round < 7; round++)
        {
            model.Solve(samples, weights);
            var scale = Math.Max(2.0, 7.0 - round);
            for (var index = 0; index < samples.Count; index++)
            {
                var ratio = model.Difference(samples[index]) / scale;
                weights[index] = 1 / (1 + ratio * ratio) / (1 + ratio * ratio);
            }
        }
        return model;
    }

    /// <summary>The background's Lab colour at a pixel.</summary>
    internal (float L, float A, float B) At(int pixel)
    {
        var (x, y) = Position(pixel);
        return (Value(surfaces[0], x, y), Value(surfaces[1], x, y), Value(surfaces[2], x, y));
    }

    private double Difference(int pixel)
    {
        var (l, a, b) = At(pixel);
        var (dl, da, db) = (planes.L[pixel] - l, planes.A[pixel] - a, planes.B[pixel] - b);
        return Math.Sqrt(0.36 * dl * dl + da * da + db * db);
    }

    private static List<int> Rim(LabPlanes planes)
    {
        var depth = Math.Max(3, Math.Min(planes.Width, planes.Height) / 40);
        var rim = new List<int>();
        for (var y = 0; y < planes.Height; y++)
        {
            for (var x = 0; x < planes.Width; x++)
            {
                var inside = x >= depth && y >= depth && x < planes.Width - depth && y < planes.Height - depth;
                if (inside || (x + y) % 3 != 0)
                {
                    continue;
                }
                rim.Add(y * planes.Width + x);
            }
        }
        return rim;
    }

    private void Solve(List<int> rim, double[] weights)
    {
        var normal = new double[Terms, Terms];
        var right = new double[3, Terms];
        Span<double> basis = stackalloc double[Terms];
        for (var index = 0; index < rim.Count; index++)
        {
            var pixel = rim[index];
            var (x, y) = Position(pixel);
            Fill(basis, x, y);
            for (var row = 0; row < Terms; row++)
            {
                var weighted = basis[row] * weights[index];
                for (var column = 0; column < Terms; column++)
                {
                    normal[row, column] += weighted * basis[column];
                }
                right[0, row] += weighted * planes.L[pixel];
                right[1, row] += weighted * planes.A[pixel];
                right[2, row] += weighted * planes.B[pixel];
            }
        }
        for (var term = 0; term < Terms; term++)
        {
            normal[term, term] += 1e-6 * rim.Count;
        }
        for (var channel = 0; channel < 3; channel++)
        {
            surfaces[channel] = LinearSystem.Solve(normal, right, channel);
        }
    }

    private (double X, double Y) Position(int pixel) =>
        (2.0 * (pixel % planes.Width) / planes.Width - 1, 2.0 * (pixel / planes.Width) / planes.Height - 1);

    private static void Fill(Span<double> basis, double x, double y)
    {
        basis[0] = 1;
        basis[1] = x;
        basis[2] = y;
        basis[3] = x * x;
        basis[4] = x * y;
        basis[5] = y * y;
    }

    private static float Value(double[] surface, double x, double y) =>
        (float)(surface[0] + surface[1] * x + surface[2] * y + surface[3] * x * x + surface[4] * x * y + surface[5] * y * y);
}
