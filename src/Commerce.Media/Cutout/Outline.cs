namespace Commerce.Media.Cutout;

/// <summary>Chooses and judges the outline that separates a product from its background.</summary>
internal static class Outline
{
    private static readonly int[] Candidates = [12, 15, 18, 22, 26, 30, 36, 44, 54];

    /// <summary>
    /// Tries several water levels and keeps the outline that lies on real edges the most: too low leaves pieces of
    /// background whose border is faint, too high breaks into the product and wanders across its flat areas.
    /// </summary>
    internal static bool[] Best(byte[] barrier, float[] gradient, LabPlanes planes, BackgroundModel model)
    {
        var (width, height) = (planes.Width, planes.Height);
        bool[]? best = null;
        bool[]? first = null;
        var highest = double.MinValue;
        foreach (var level in Candidates)
        {
            var product = Array.ConvertAll(barrier, value => value > level);
            KeepLargest(product, width, height);
            first ??= product;
            var score = Strength(product, gradient, width, foot: 0.9) - 0.0022 * level - 2.2 * Lost(first, product, planes, model);
            if (score <= highest)
            {
                continue;
            }
            (best, highest) = (product, score);
        }
        return best!;
    }

    /// <summary>
    /// How much of the most cautious outline's upper part is gone although it does not look like background, 0 to 1.
    /// </summary>
    private static double Lost(bool[] cautious, bool[] product, LabPlanes planes, BackgroundModel model)
    {
        var (start, last) = (Math.Max(0, Array.IndexOf(cautious, true)), Math.Max(0, Array.LastIndexOf(cautious, true)));
        var end = start + (int)((last - start) * 0.7);
        var (all, lost) = (1, 0);
        for (var pixel = start; pixel < end; pixel++)
        {
            if (!cautious[pixel])
            {
                continue;
            }
            all++;
            if (product[pixel])
            {
                continue;
            }
            var (l, a, b) = model.At(pixel);
            var (dl, da, db) = (planes.L[pixel] - l, planes.A[pixel] - a, planes.B[pixel] - b);
            lost += Math.Abs(dl) > 14 || da * da + db * db > 30 ? 1 : 0;
        }
        return lost / (double)all;
    }

    /// <summary>
    /// The share of the outline that lies on an edge of the picture, 0 to 1, over the upper part of the product as far
    /// as <paramref name="foot"/>; the rest of it is where shadows blur the edge.
    /// </summary>
    internal static double Strength(bool[] product, float[] gradient, int width, double foot = 1)
    {
        var (all, strong) = (0, 0);
        var (first, last) = (Math.Max(0, Array.IndexOf(product, true)), Math.Max(0, Array.LastIndexOf(product, true)));
        var end = Math.Min(product.Length - width - 1, first + (int)((last - first) * foot));
        for (var pixel = width + 1; pixel < end; pixel++)
        {
            if (!product[pixel] || (product[pixel - 1] && product[pixel + 1] && product[pixel - width] && product[pixel + width]))
            {
                continue;
            }
            all++;
            strong += Steepest(gradient, pixel, width) > 4f ? 1 : 0;
        }
        return all == 0 ? 0 : strong / (double)all;
    }

    /// <summary>Drops specks: regions far smaller than the largest.</summary>
    internal static void KeepLargest(bool[] product, int width, int height)
    {
        var regions = Regions.Of(product, width, height);
        if (regions.Count == 0)
        {
            return;
        }
        var least = Math.Max(regions.Max(region => region.Length) * 0.03, product.Length * 0.0008);
        foreach (var pixel in regions.Where(region => region.Length < least).SelectMany(region => region))
        {
            product[pixel] = false;
        }
    }

    private static float Steepest(float[] gradient, int pixel, int width)
    {
        var steepest = 0f;
        for (var row = -2; row <= 2; row++)
        {
            for (var column = -2; column <= 2; column++)
            {
                var at = Math.Clamp(pixel + row * width + column, 0, gradient.Length - 1);
                steepest = Math.Max(steepest, gradient[at]);
            }
        }
        return steepest;
    }
}
