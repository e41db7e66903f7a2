namespace Commerce.Media.Cutout;

/// <summary>
/// Finds shadows whose own rim is as sharp as an edge, thrown by a hard light: flat, untinted strips that stick out from the
/// product's foot with background above and below them.
/// </summary>
internal static class GroundShadow
{
    private const int AroundRim = 5;
    private const int AcrossRim = 12;

    /// <summary>Turns the markers of such strips into background; says whether there were any.</summary>
    internal static bool Mark(byte[] markers, bool[] product, BackgroundView view, float[] strength, double flattest, int floor, int width, int height)
    {
        var flat = new bool[product.Length];
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            // Hard shadows take on the room's colour, the more the deeper they are.
            flat[pixel] = product[pixel] && strength[pixel] <= flattest && view.Ratio[pixel] is > 0.25f and < 0.97f
                && view.Tint[pixel] < 4 + 24 * (1 - view.Ratio[pixel]);
        }
        var found = new bool[product.Length];
        var any = DropPools(markers, product, flat, width, height);
        foreach (var region in Regions.Of(flat, width, height))
        {
            if (region.Length >= product.Length / 3000 && region[0] / width > floor && LiesFlat(region, width) && SticksOut(region, product, width))
            {
                any = true;
                Array.ForEach(region, pixel => found[pixel] = true);
            }
        }
        if (!any)
        {
            return false;
        }
        var around = Morphology.Grown(found, width, AroundRim);
        for (var pixel = 0; pixel < markers.Length; pixel++)
        {
            markers[pixel] = found[pixel] ? MarkerContest.Background : around[pixel] && markers[pixel] == MarkerContest.Product ? MarkerContest.Open : markers[pixel];
        }
        return true;
    }

    /// <summary>A separate pool of shade below the product, thrown by something that floats.</summary>
    private static bool DropPools(byte[] markers, bool[] product, bool[] flat, int width, int height)
    {
        var regions = Regions.Of(product, width, height);
        var largest = regions.MaxBy(region => region.Length);
        var any = false;
        foreach (var region in regions.Where(region => region != largest && region.Length > product.Length / 3000))
        {
            var below = region[region.Length / 2] / width > largest![largest.Length / 2] / width;
            if (below && LiesFlat(region, width) && region.Count(pixel => flat[pixel]) > region.Length * 0.7)
            {
                any = true;
                Array.ForEach(region, pixel => markers[pixel] = MarkerContest.Background);
            }
        }
        return any;
    }

    /// <summary>Whether a region is a good deal wider than high.</summary>
    private static bool LiesFlat(int[] region, int width)
    {
        var columns = region.Max(pixel => pixel % width) - region.Min(pixel => pixel % width) + 1;
        var rows = region.Max() / width - region.Min() / width + 1;
        return columns > 1.7 * rows;
    }

    /// <summary>Whether most columns of a region meet background, or the picture's end, a few pixels above and below it.</summary>
    private static bool SticksOut(int[] region, bool[] product, int width)
    {
        var (free, all) = (0, 0);
        foreach (var column in region.GroupBy(pixel => pixel % width))
        {
            all++;
            free += Free(column.Min() - AcrossRim * width) && Free(column.Max() + AcrossRim * width) ? 1 : 0;
        }
        return free > all * 0.55;

        bool Free(int pixel) => pixel < 0 || pixel >= product.Length || !product[pixel];
    }
}
