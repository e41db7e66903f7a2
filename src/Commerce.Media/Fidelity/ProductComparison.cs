namespace Commerce.Media.Fidelity;

/// <summary>
/// Compares a product's pixels with what a picture shows in their place, window by window: colour (ΔE in Oklab), structure
/// (SSIM of the lightness) and edges (agreement of the gradients). The worst windows count for a third, so that a changed
/// logo on a large product is not averaged away.
/// </summary>
internal sealed class ProductComparison
{
    private const int Reach = 3;
    private const int Stride = 3;

    // Fewer pixels of product than this in a window say nothing.
    private const int LeastPixels = 20;

    // Below the first hardly anybody sees a difference, at the second nothing of the colour is left. ΔE in Oklab, times 100.
    private const double Unseen = 2;
    private const double Lost = 20;

    private const double StructureWeight = 0.6;
    private const double WorstShare = 0.05;
    private const double WorstWeight = 0.35;

    // SSIM's constants for a lightness of 0 to 100 (Wang et al. 2004: 0.01 and 0.03 of the range, squared).
    private const double MeanFloor = 1;
    private const double SpreadFloor = 9;

    // Gradients below one unit a pixel are grain; with this much of them in a window nothing is held against it.
    private const double EdgeFloor = 2 * LeastPixels;

    // An edge that came or went is not in the product of both, so it is counted beside it.
    private const double MissingEdges = 4;

    private ProductComparison(double score, double colourDifference, double structure, double edges) =>
        (Score, ColourDifference, Structure, Edges) = (score, colourDifference, structure, edges);

    internal double Score { get; }

    internal double ColourDifference { get; }

    internal double Structure { get; }

    internal double Edges { get; }

    /// <summary>Null when too little of the product can be seen to tell.</summary>
    internal static ProductComparison? Of(ColourPlanes own, ColourPlanes other, bool[] inside)
    {
        var (source, shown) = (own.Smoothed(), other.Smoothed());
        var (width, height) = (source.Width, source.Height);
        var windows = new List<Window>();
        for (var y = 0; y < height; y += Stride)
        {
            for (var x = 0; x < width; x += Stride)
            {
                if (inside[y * width + x] && Measure(source, shown, inside, x, y) is { } window)
                {
                    windows.Add(window);
                }
            }
        }
        if (windows.Count < 12)
        {
            return null;
        }
        var ordered = windows.Select(window => window.Quality).Order().ToArray();
        var worst = ordered.Take(Math.Max(1, (int)(ordered.Length * WorstShare))).Average();
        return new ProductComparison(
            (1 - WorstWeight) * ordered.Average() + WorstWeight * worst,
            windows.Average(window => window.Difference),
            windows.Average(window => window.Structure),
            windows.Average(window => window.Edges));
    }

    /// <summary>ΔE at a pixel, times 100.</summary>
    internal static float Difference(ColourPlanes source, ColourPlanes shown, int pixel)
    {
        var (dl, da, db) = (source.L[pixel] - shown.L[pixel], source.A[pixel] - shown.A[pixel], source.B[pixel] - shown.B[pixel]);
        return MathF.Sqrt(dl * dl + da * da + db * db);
    }

    private static Window? Measure(ColourPlanes source, ColourPlanes shown, bool[] inside, int x, int y)
    {
        var (width, height) = (source.Width, source.Height);
        double s = 0, t = 0, ss = 0, tt = 0, st = 0, difference = 0, match = 0, own = 0, other = 0;
        var count = 0;
        for (var row = Math.Max(1, y - Reach); row <= Math.Min(height - 2, y + Reach); row++)
        {
            for (var column = Math.Max(1, x - Reach); column <= Math.Min(width - 2, x + Reach); column++)
            {
                var pixel = row * width + column;
                if (!inside[pixel])
                {
                    continue;
                }
                double one = source.L[pixel], two = shown.L[pixel];
                (s, t, ss, tt, st, count) = (s + one, t + two, ss + one * one, tt + two * two, st + one * two, count + 1);
                difference += Difference(source, shown, pixel);
                if (!inside[pixel - 1] || !inside[pixel + 1] || !inside[pixel - width] || !inside[pixel + width])
                {
                    continue;
                }
                double sx = source.L[pixel + 1] - source.L[pixel - 1], sy = source.L[pixel + width] - source.L[pixel - width];
                double tx = shown.L[pixel + 1] - shown.L[pixel - 1], ty = shown.L[pixel + width] - shown.L[pixel - width];
                match += Math.Max(0, sx * tx + sy * ty);
                (own, other) = (own + sx * sx + sy * sy, other + tx * tx + ty * ty);
            }
        }
        if (count < LeastPixels)
        {
            return null;
        }
        var (ms, mt) = (s / count, t / count);
        var (vs, vt, both) = (ss / count - ms * ms, tt / count - mt * mt, st / count - ms * mt);
        var structure = (2 * ms * mt + MeanFloor) / (ms * ms + mt * mt + MeanFloor) * Math.Max(0, (2 * both + SpreadFloor) / (vs + vt + SpreadFloor));
        // Softer edges in the same places are the structure's affair.
        var edges = (match + EdgeFloor) / (Math.Sqrt(own * other) + EdgeFloor + MissingEdges * Math.Abs(Math.Sqrt(own) - Math.Sqrt(other)));
        return new Window(difference / count, structure, Math.Min(1, edges));
    }

    private readonly record struct Window(double Difference, double Structure, double Edges)
    {
        internal double Quality => Math.Clamp(1 - (Difference - Unseen) / (Lost - Unseen), 0, 1)
            * (StructureWeight * Structure + (1 - StructureWeight) * Edges);
    }
}
