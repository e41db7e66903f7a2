using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>Softens one plane of numbers, down and across in turn; beyond the picture its outermost pixels go on.</summary>
internal static class GaussianBlur
{
    // Weights below this share of the middle's are left out.
    private const double LeastWeight = 0.2;

    /// <summary>A softened copy; sigma in pixels.</summary>
    internal static float[] Of(float[] plane, int width, int height, double sigma)
    {
        var weights = Weights(sigma);
        var reach = weights.Length / 2;
        var blurred = new float[plane.Length];
        var line = new float[width + 2 * reach];
        for (var y = 0; y < height; y++)
        {
            var middle = line.AsSpan(reach, width);
            middle.Clear();
            for (var tap = 0; tap < weights.Length; tap++)
            {
                Add(middle, plane.AsSpan(Math.Clamp(y + tap - reach, 0, height - 1) * width, width), weights[tap]);
            }
            line.AsSpan(0, reach).Fill(middle[0]);
            line.AsSpan(reach + width).Fill(middle[^1]);
            var row = blurred.AsSpan(y * width, width);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                Add(row, line.AsSpan(tap, width), weights[tap]);
            }
        }
        return blurred;
    }

    private static float[] Weights(double sigma)
    {
        var reach = (int)Math.Floor(sigma * Math.Sqrt(-2 * Math.Log(LeastWeight)));
        var weights = Enumerable.Range(-reach, 2 * reach + 1).Select(step => Math.Exp(-step * step / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    /// <summary>Adds values, weighted, to sums.</summary>
    internal static void Add(Span<float> sums, ReadOnlySpan<float> values, float weight)
    {
        var at = 0;
        for (; at <= sums.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            (new Vector<float>(sums[at..]) + new Vector<float>(values[at..]) * weight).CopyTo(sums[at..]);
        }
        for (; at < sums.Length; at++)
        {
            sums[at] += values[at] * weight;
        }
    }
}
