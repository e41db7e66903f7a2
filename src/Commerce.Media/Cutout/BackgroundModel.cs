namespace Commerce.Media.Cutout;

/// <summary>
/// A smooth background: one quadratic surface per Lab channel, fitted to the picture's rim by reweighted least squares,
/// so that a product reaching the rim does not pull it.
/// </summary>
internal sealed class BackgroundModel
{
    private const int Rounds = 7;
    private readonly int width;
    private readonly int height;
    private double[][] surfaces = [];

    private BackgroundModel(LabPlanes planes) => (width, height) = (planes.Width, planes.Height);

    /// <summary>Share of the rim the surface explains, 0 to 1.</summary>
    internal double Plainness { get; private set; }

    internal static BackgroundModel Fit(LabPlanes planes)
    {
        var samples = new SurfaceSamples(planes, Rim(planes.Width, planes.Height));
        var model = Fit(planes, samples);
        model.Plainness = samples.Differences(model.surfaces).Count(difference => difference < 9) / (double)samples.Count;
        return model;
    }

    /// <summary>Fits again to everything outside of the product, which knows the picture's middle better than its rim does.</summary>
    internal static BackgroundModel Refit(LabPlanes planes, bool[] product)
    {
        var step = Math.Max(7, planes.Count / 20_000);
        return Fit(planes, new SurfaceSamples(planes, Enumerable.Range(0, planes.Count / step).Select(index => index * step).Where(pixel => !product[pixel]).ToArray()));
    }

    private static BackgroundModel Fit(LabPlanes planes, SurfaceSamples samples)
    {
        var model = new BackgroundModel(planes);
        var weights = new double[samples.Count];
        Array.Fill(weights, 1);
        for (var round = 0; round < Rounds; round++)
        {
            model.surfaces = samples.Solve(weights);
            var differences = samples.Differences(model.surfaces);
            var scale = Math.Max(2.0, Rounds - round);
            for (var index = 0; index < weights.Length; index++)
            {
                var ratio = differences[index] / scale;
                weights[index] = 1 / ((1 + ratio * ratio) * (1 + ratio * ratio));
            }
        }
        return model;
    }

    /// <summary>The background's Lab colours along a row.</summary>
    internal void Fill(int row, Span<float> l, Span<float> a, Span<float> b)
    {
        var y = SurfaceSamples.Across(row, height);
        Fill(surfaces[0], y, l);
        Fill(surfaces[1], y, a);
        Fill(surfaces[2], y, b);
    }

    private void Fill(double[] surface, double y, Span<float> values)
    {
        var (still, slope, bend) = (surface[0] + surface[2] * y + surface[5] * y * y, surface[1] + surface[4] * y, surface[3]);
        for (var column = 0; column < values.Length; column++)
        {
            var x = SurfaceSamples.Across(column, width);
            values[column] = (float)(still + x * (slope + x * bend));
        }
    }

    private static int[] Rim(int width, int height)
    {
        var depth = Math.Max(3, Math.Min(width, height) / 40);
        var rim = new List<int>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var inside = x >= depth && y >= depth && x < width - depth && y < height - depth;
                if (!inside && (x + y) % 3 == 0)
                {
                    rim.Add(y * width + x);
                }
            }
        }
        return [.. rim];
    }
}
