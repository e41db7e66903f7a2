namespace Commerce.Media.Cutout;

/// <summary>What can be known about a cut without knowing the truth. All shares are 0 to 1.</summary>
/// <param name="Area">The product's share of the picture.</param>
/// <param name="Plainness">Share of the rim a smooth surface explains.</param>
/// <param name="Agreement">Overlap of this cut with a bolder and a more cautious one, the lower of the two.</param>
/// <param name="Evident">Share of the background that is flat right up to the rim, not only given to it by the contest.</param>
/// <param name="Edge">Share of the outline that lies on an edge of the picture.</param>
/// <param name="Rim">Share of the picture's rim the product covers.</param>
/// <param name="Grain">Strength of the texture most of the rim has, in Lab units a pixel.</param>
/// <param name="Pieces">Separate parts the product consists of.</param>
/// <param name="Touches">Sides of the picture that cut through the product.</param>
internal readonly record struct CutFacts(
    double Area, double Plainness, double Agreement, double Evident, double Edge, double Rim, double Grain, int Pieces, PictureSides Touches)
{
    private const float EdgeSlope = 2.2f;

    /// <summary>0 to 1; how far the cut can be trusted.</summary>
    internal double Confidence => Area is < 0.005 or > 0.9 ? 0
        : Ramp(Plainness, 0.3, 0.75) * Ramp(Agreement, 0.7, 0.97) * Ramp(Evident, 0.5, 0.9) * Ramp(Edge, 0.45, 0.9) * (1 - Ramp(Rim, 0.12, 0.45)) * (1 - Ramp(Grain, 0.8, 1.6));

    internal static CutFacts Of(Segmentation cut, byte[] markers, bool[] cautious, bool[] bold)
    {
        var (product, width, height) = (cut.Product, cut.Width, cut.Height);
        var area = product.Count(value => value);
        var evident = markers.Count(marker => marker == MarkerContest.Background);
        var rim = BarrierFlood.RimPixels(width, height).ToList();
        return new CutFacts(
            area / (double)product.Length, cut.Plainness, Math.Min(Overlap(product, cautious), Overlap(product, bold)),
            evident / (double)Math.Max(1, product.Length - area), Sharpness(product, cut.Slope, width),
            rim.Count(pixel => product[pixel]) / (double)rim.Count, cut.Grain, Regions.Of(product, width, height).Count, Touching(product, width, height));
    }

    private static double Ramp(double value, double from, double to) => Math.Clamp((value - from) / (to - from), 0, 1);

    private static double Overlap(bool[] one, bool[] other)
    {
        var (both, either) = (0, 0);
        for (var pixel = 0; pixel < one.Length; pixel++)
        {
            both += one[pixel] && other[pixel] ? 1 : 0;
            either += one[pixel] || other[pixel] ? 1 : 0;
        }
        return both / (double)Math.Max(1, either);
    }

    private static double Sharpness(bool[] product, float[] slope, int width)
    {
        var (all, sharp) = (0, 0);
        for (var pixel = 2 * width + 2; pixel < product.Length - 2 * width - 2; pixel++)
        {
            if (!product[pixel] || (product[pixel - 1] && product[pixel + 1] && product[pixel - width] && product[pixel + width]))
            {
                continue;
            }
            all++;
            sharp += Steepest(slope, pixel, width) > EdgeSlope ? 1 : 0;
        }
        return sharp / (double)Math.Max(1, all);
    }

    private static float Steepest(float[] slope, int pixel, int width)
    {
        var steepest = 0f;
        for (var row = -1; row <= 1; row++)
        {
            for (var column = -1; column <= 1; column++)
            {
                steepest = Math.Max(steepest, slope[pixel + row * width + column]);
            }
        }
        return steepest;
    }

    private static PictureSides Touching(bool[] product, int width, int height)
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
}
