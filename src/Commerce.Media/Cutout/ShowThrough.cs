namespace Commerce.Media.Cutout;

/// <summary>Finds places inside a product where the background shows through, such as the loops of a harness.</summary>
internal static class ShowThrough
{
    private const int LeastStrap = 5;

    /// <summary>What cuts off a place that is the backdrop beyond doubt, as a barrier's level.</summary>
    internal static readonly int WindowEdge = BarrierFlood.Level(4);

    /// <summary>
    /// Marks places closed off by edges that are as flat as the background and of the colour it has right there;
    /// highlights and pale printing differ a little or fade into the product, and are left alone.
    /// </summary>
    /// <param name="dry">Pixels the flood from the rim did not reach.</param>
    /// <param name="outside">Background around the product.</param>
    /// <param name="planes">The picture.</param>
    /// <param name="behind">The background's colour at each pixel.</param>
    /// <param name="view">How the backdrop in full light explains each pixel; nearby shadow must not hide that a place is lit.</param>
    /// <param name="barrier">What has to be crossed to reach each pixel from the rim.</param>
    /// <param name="cost">Edge levels.</param>
    /// <param name="level">The level below which the background is flat.</param>
    /// <param name="floor">The row below which a shadow may lie in the opening.</param>
    internal static bool[] Find(bool[] dry, bool[] outside, LabPlanes planes, LabPlanes behind, BackgroundView view, byte[] barrier, byte[] cost, int level, int floor)
    {
        var (alike, shaded) = (new bool[dry.Length], new bool[dry.Length]);
        for (var pixel = 0; pixel < alike.Length; pixel++)
        {
            if (!dry[pixel] || cost[pixel] > level)
            {
                continue;
            }
            var (dl, da, db) = (planes.L[pixel] - behind.L[pixel], planes.A[pixel] - behind.A[pixel], planes.B[pixel] - behind.B[pixel]);
            alike[pixel] = view.IsLit(pixel) || (dl is > -7 and < 3.5f && da * da + db * db < 12);
            shaded[pixel] = view.IsLit(pixel) || (pixel / planes.Width > floor && view.IsShade(pixel));
        }
        var found = new bool[dry.Length];
        bool[]? unlike = null;
        Mark(alike, region => Matches(region, planes, behind) || Share(region, view.IsLit) > 0.9);
        // Where a shadow lies in the opening, enough of it has to be in the light to tell.
        Mark(shaded, region => Share(region, view.IsLit) > 0.4);
        return found;

        void Mark(bool[] candidates, Func<int[], bool> opens)
        {
            var smallest = Math.Max(24, dry.Length / 12_000);
            foreach (var region in Regions.Of(candidates, planes.Width, planes.Height))
            {
                if (region.Length >= smallest && opens(region) && (IsWindow(region, view, barrier) || IsNear(region, outside, unlike ??= Unlike(planes, behind), planes.Width, planes.Height)))
                {
                    Array.ForEach(region, pixel => found[pixel] = true);
                }
            }
        }
    }

    /// <summary>Whether a place deep inside is the backdrop beyond doubt: fully lit, and cut off by strong edges only.</summary>
    private static bool IsWindow(int[] region, BackgroundView view, byte[] barrier) =>
        Share(region, view.IsLit) > 0.97 && region.Min(pixel => barrier[pixel]) > WindowEdge;

    private static double Share(int[] region, Func<int, bool> has) => region.Count(has) / (double)region.Length;

    private static bool Matches(int[] region, LabPlanes planes, LabPlanes behind)
    {
        double sum = 0, squares = 0, da = 0, db = 0;
        foreach (var pixel in region)
        {
            double lighter = planes.L[pixel] - behind.L[pixel];
            sum += lighter;
            squares += lighter * lighter;
            da += planes.A[pixel] - behind.A[pixel];
            db += planes.B[pixel] - behind.B[pixel];
        }
        var mean = sum / region.Length;
        var spread = squares / region.Length - mean * mean;
        var tint = Math.Sqrt(da * da + db * db) / region.Length;
        return mean is > -3.5 and < 2.2 && spread < 4 && tint < 2.2;
    }

    /// <summary>Whether a strap's width of something unlike the background, and no more, lies between a place and the background around the product.</summary>
    private static bool IsNear(int[] region, bool[] outside, bool[] unlike, int width, int height)
    {
        var reach = width / 12;
        for (var index = 0; index < region.Length; index += 5)
        {
            var (pixel, x, y) = (region[index], region[index] % width, region[index] / width);
            if (Crosses(outside, unlike, pixel, 1, Math.Min(reach, width - 1 - x)) || Crosses(outside, unlike, pixel, -1, Math.Min(reach, x))
                || Crosses(outside, unlike, pixel, width, Math.Min(reach, height - 1 - y)) || Crosses(outside, unlike, pixel, -width, Math.Min(reach, y)))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Crosses(bool[] outside, bool[] unlike, int pixel, int step, int steps)
    {
        // Where too few steps are left to cross a strap, the rest need not be looked at.
        for (var strap = 0; steps > 0 && strap + steps > LeastStrap; steps--)
        {
            pixel += step;
            if (strap >= LeastStrap && outside[pixel])
            {
                return true;
            }
            strap += unlike[pixel] ? 1 : 0;
        }
        return false;
    }

    /// <summary>The pixels that differ clearly from the background right there.</summary>
    private static bool[] Unlike(LabPlanes planes, LabPlanes behind)
    {
        var unlike = new bool[planes.Count];
        for (var pixel = 0; pixel < unlike.Length; pixel++)
        {
            var (dl, da, db) = (planes.L[pixel] - behind.L[pixel], planes.A[pixel] - behind.A[pixel], planes.B[pixel] - behind.B[pixel]);
            unlike[pixel] = Math.Abs(dl) > 12 || da * da + db * db > 64;
        }
        return unlike;
    }
}
