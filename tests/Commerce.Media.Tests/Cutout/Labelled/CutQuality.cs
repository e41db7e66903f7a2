using Commerce.Media.Cutout;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>How close a cut-out comes to the truth.</summary>
/// <param name="Overlap">Intersection over union of the pixels at least half opaque, 0 to 1.</param>
/// <param name="Boundary">Mean distance between the two outlines, in pixels, taken both ways.</param>
/// <param name="Spill">Opacity lying more than two pixels outside the product, as a share of the product's area.</param>
internal readonly record struct CutQuality(double Overlap, double Boundary, double Spill)
{
    internal static CutQuality Of(ProductCutout cutout, bool[] truth)
    {
        var alpha = cutout.Alpha();
        var cut = Array.ConvertAll(alpha, value => value > 127);
        var (both, either, area) = (0, 0, 0);
        for (var pixel = 0; pixel < truth.Length; pixel++)
        {
            both += cut[pixel] && truth[pixel] ? 1 : 0;
            either += cut[pixel] || truth[pixel] ? 1 : 0;
            area += truth[pixel] ? 1 : 0;
        }
        var outside = Distance(truth, cutout.Width, seed: pixel => truth[pixel]);
        var spill = Enumerable.Range(0, alpha.Length).Where(pixel => outside[pixel] > 2).Sum(pixel => alpha[pixel] / 255.0);
        return new CutQuality(both / (double)Math.Max(1, either), Apart(cut, truth, cutout.Width), spill / Math.Max(1, area));
    }

    private static double Apart(bool[] one, bool[] other, int width)
    {
        var (first, second) = (Outline(one, width), Outline(other, width));
        if (first.Count == 0 || second.Count == 0)
        {
            return width;
        }
        var (toFirst, toSecond) = (From(first), From(second));
        return (first.Average(pixel => toSecond[pixel]) + second.Average(pixel => toFirst[pixel])) / 2;

        float[] From(List<int> line)
        {
            var marked = line.ToHashSet();
            return Distance(one, width, marked.Contains);
        }
    }

    private static List<int> Outline(bool[] mask, int width) =>
        [.. Enumerable.Range(width, mask.Length - 2 * width).Where(pixel =>
            mask[pixel] && !(mask[pixel - 1] && mask[pixel + 1] && mask[pixel - width] && mask[pixel + width]))];

    /// <summary>Distance of each pixel to the nearest seed: a two-pass chamfer, within 4 % of the straight line.</summary>
    private static float[] Distance(bool[] mask, int width, Func<int, bool> seed)
    {
        var distance = new float[mask.Length];
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            distance[pixel] = seed(pixel) ? 0 : 1e6f;
        }
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            Relax(pixel, [(-1, 1), (-width, 1), (-width - 1, 1.4142f), (-width + 1, 1.4142f)]);
        }
        for (var pixel = mask.Length - 1; pixel >= 0; pixel--)
        {
            Relax(pixel, [(1, 1), (width, 1), (width + 1, 1.4142f), (width - 1, 1.4142f)]);
        }
        return distance;

        void Relax(int pixel, ReadOnlySpan<(int Step, float Length)> steps)
        {
            foreach (var (step, length) in steps)
            {
                var next = pixel + step;
                if (next >= 0 && next < distance.Length && Math.Abs(next % width - pixel % width) <= 1)
                {
                    distance[pixel] = Math.Min(distance[pixel], distance[next] + length);
                }
            }
        }
    }
}
