namespace Commerce.Media.Cutout;

/// <summary>Finds places inside a product where the background shows through, such as the loops of a harness.</summary>
internal static class ShowThrough
{
    /// <summary>
    /// Marks places closed off by edges that are as flat as the background and of the colour it has right there;
    /// highlights and pale printing differ a little or fade into the product, and are left alone.
    /// </summary>
    /// <param name="dry">Pixels the flood from the rim did not reach.</param>
    /// <param name="planes">The picture.</param>
    /// <param name="behind">The background's colour at each pixel.</param>
    /// <param name="view">How the backdrop in full light explains each pixel; nearby shadow must not hide that a place is lit.</param>
    /// <param name="cost">Edge levels.</param>
    /// <param name="level">The level below which the background is flat.</param>
    /// <param name="floor">The row below which a shadow may lie in the opening.</param>
    internal static bool[] Find(bool[] dry, LabPlanes planes, LabPlanes behind, BackgroundView view, byte[] cost, int level, int floor)
    {
        var alike = new bool[dry.Length];
        for (var pixel = 0; pixel < alike.Length; pixel++)
        {
            var (dl, da, db) = (planes.L[pixel] - behind.L[pixel], planes.A[pixel] - behind.A[pixel], planes.B[pixel] - behind.B[pixel]);
            alike[pixel] = dry[pixel] && cost[pixel] <= level && (IsLit(view, pixel) || (pixel / planes.Width > floor && view.IsShade(pixel)) || (dl is > -7 and < 3.5f && da * da + db * db < 12));
        }
        var found = new bool[dry.Length];
        var smallest = Math.Max(24, dry.Length / 12_000);
        foreach (var region in Regions.Of(alike, planes.Width, planes.Height))
        {
            if (region.Length >= smallest && (Matches(region, planes, behind) || IsOpen(region, view)))
            {
                Array.ForEach(region, pixel => found[pixel] = true);
            }
        }
        return found;
    }

    /// <summary>Lit nearly everywhere, or for a good part and in shade for the rest.</summary>
    private static bool IsOpen(int[] region, BackgroundView view)
    {
        var lit = region.Count(pixel => IsLit(view, pixel)) / (double)region.Length;
        return lit > 0.9 || (lit > 0.3 && lit + region.Count(view.IsShade) / (double)region.Length > 0.97);
    }

    private static bool IsLit(BackgroundView view, int pixel) => view.Ratio[pixel] is > 0.982f and < 1.012f && view.Tint[pixel] < 2;

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
        return mean is > -4.5 and < 1.6 && spread < 3.2 && tint < 2.2;
    }
}
