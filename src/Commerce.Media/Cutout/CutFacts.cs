namespace Commerce.Media.Cutout;

/// <summary>What can be known about a cut without knowing the truth. All shares are 0 to 1.</summary>
/// <param name="Area">The product's share of the picture.</param>
/// <param name="Evident">Share of the background that is flat right up to the rim, not only given to it by the contest.</param>
/// <param name="Rim">Share of the picture's rim the product covers.</param>
/// <param name="Pieces">Separate parts the product consists of.</param>
/// <param name="Touches">Sides of the picture that cut through the product.</param>
internal readonly record struct CutFacts(double Area, double Evident, double Rim, int Pieces, PictureSides Touches)
{
    /// <summary>Share of the rim a smooth surface explains.</summary>
    internal double Plainness { get; init; }

    /// <summary>Least overlap with the cuts that more and less respect for faint edges would give.</summary>
    internal double Agreement { get; init; }

    /// <summary>Share of the outline that lies on an edge of the picture.</summary>
    internal double Edge { get; init; }

    /// <summary>Strength of the texture most of the rim has, in Lab units a pixel.</summary>
    internal double Grain { get; init; }

    /// <summary>
    /// 0 to 1; how far the cut can be trusted. Each factor falls from 1 to 0 over the range in which cuts of the labelled set
    /// turn from good to bad; any one of them alone is reason enough to doubt.
    /// </summary>
    internal double Confidence => Area > 0.9 ? 0
        : Ramp(Area, 0.01, 0.03) * Ramp(Plainness, 0.3, 0.75) * Ramp(Agreement, 0.7, 0.97) * Ramp(Evident, 0.5, 0.9) * Ramp(Edge, 0.45, 0.9)
            * (1 - Ramp(Rim, 0.12, 0.45)) * (1 - Ramp(Grain, 0.8, 1.6)) * (Pieces >= 3 ? 0.6 : 1);

    internal static CutFacts Of(bool[] product, byte[] markers, int width, int height)
    {
        var area = product.AsSpan().Count(true);
        var evident = markers.AsSpan().Count(MarkerContest.Background);
        var rim = BarrierFlood.RimPixels(width, height).ToList();
        return new CutFacts(
            area / (double)product.Length, evident / (double)Math.Max(1, product.Length - area),
            rim.Count(pixel => product[pixel]) / (double)rim.Count, Regions.Of(product, width, height).Count, Touching(product, width, height));
    }

    /// <summary>Intersection over union.</summary>
    internal static double Overlap(bool[] one, bool[] other)
    {
        var (both, either) = (0, 0);
        for (var pixel = 0; pixel < one.Length; pixel++)
        {
            both += one[pixel] && other[pixel] ? 1 : 0;
            either += one[pixel] || other[pixel] ? 1 : 0;
        }
        return both / (double)Math.Max(1, either);
    }

    /// <summary>Share of a mask's outline at or beside a pixel whose edge level is above the least.</summary>
    internal static double Sharpness(bool[] product, byte[] cost, int width, int least)
    {
        var (all, sharp) = (0, 0);
        for (var pixel = 2 * width + 2; pixel < product.Length - 2 * width - 2; pixel++)
        {
            if (!product[pixel] || (product[pixel - 1] && product[pixel + 1] && product[pixel - width] && product[pixel + width]))
            {
                continue;
            }
            all++;
            sharp += Steepest(cost, pixel, width) > least ? 1 : 0;
        }
        return sharp / (double)Math.Max(1, all);
    }

    private static int Steepest(byte[] cost, int pixel, int width)
    {
        var steepest = 0;
        for (var row = -1; row <= 1; row++)
        {
            for (var column = -1; column <= 1; column++)
            {
                steepest = Math.Max(steepest, cost[pixel + row * width + column]);
            }
        }
        return steepest;
    }

    /// <summary>Sides of the picture that the mask runs into along more than a fiftieth of them.</summary>
    internal static PictureSides Touching(bool[] product, int width, int height)
    {
        var (top, bottom, left, right) = (0, 0, 0, 0);
        for (var x = 0; x < width; x++)
        {
            top += product[2 * width + x] ? 1 : 0;
            bottom += product[(height - 3) * width + x] ? 1 : 0;
        }
        for (var y = 0; y < height; y++)
        {
            left += product[y * width + 2] ? 1 : 0;
            right += product[y * width + width - 3] ? 1 : 0;
        }
        return (top > width * 0.02 ? PictureSides.Top : 0) | (bottom > width * 0.02 ? PictureSides.Bottom : 0)
            | (left > height * 0.02 ? PictureSides.Left : 0) | (right > height * 0.02 ? PictureSides.Right : 0);
    }

    private static double Ramp(double value, double from, double to) => Math.Clamp((value - from) / (to - from), 0, 1);
}
