namespace Commerce.Media.Cutout;

/// <summary>
/// Finds shadows whose own rim is as sharp as an edge, thrown by a hard light: flat, untinted strips that stick out from the
/// product's foot with background above and below them.
/// </summary>
internal static class GroundShadow
{
    private const int AroundRim = 3;

    /// <summary>Turns the markers of such strips into background; says whether there were any.</summary>
    internal static bool Mark(byte[] markers, bool[] product, BackgroundView view, byte[] cost, int level, int floor, int width, int height)
    {
        var flat = new bool[product.Length];
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            flat[pixel] = product[pixel] && cost[pixel] <= 2 * level && view.IsShade(pixel);
        }
        var found = new bool[product.Length];
        var any = false;
        foreach (var region in Regions.Of(flat, width, height))
        {
            if (region.Length >= product.Length / 3000 && region[0] / width > floor && region.All(pixel => pixel / width > floor) && SticksOut(region, product, width))
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

    /// <summary>Whether most columns of a region meet background, or the picture's end, a few pixels above and below it.</summary>
    private static bool SticksOut(int[] region, bool[] product, int width)
    {
        var (free, all) = (0, 0);
        foreach (var column in region.GroupBy(pixel => pixel % width))
        {
            all++;
            free += Free(column.Min() - 2 * AroundRim * width) && Free(column.Max() + 2 * AroundRim * width) ? 1 : 0;
        }
        return free > all * 0.55;

        bool Free(int pixel) => pixel < 0 || pixel >= product.Length || !product[pixel];
    }
}
