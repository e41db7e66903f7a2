namespace Commerce.Media.Cutout;

/// <summary>Finds places inside a product where the background shows through, such as the loops of a harness.</summary>
internal static class Holes
{
    private const float Flat = 2.6f;

    /// <summary>
    /// Marks show-through as background. A place counts when it is flat, has the background's colour throughout and is
    /// closed off by real edges; highlights and pale printing fade into the product and are left alone.
    /// </summary>
    internal static void Open(bool[] product, LabPlanes planes, BackgroundModel model, float[] gradient)
    {
        var plain = new bool[product.Length];
        for (var pixel = 0; pixel < plain.Length; pixel++)
        {
            plain[pixel] = product[pixel] && gradient[pixel] < Flat;
        }
        var smallest = Math.Max(60, product.Length / 3000);
        foreach (var region in Regions.Of(plain, planes.Width, planes.Height))
        {
            if (region.Length >= smallest && ShowsBackground(region, planes, model))
            {
                Clear(region, product, planes, gradient, model);
            }
        }
    }

    private static bool ShowsBackground(int[] region, LabPlanes planes, BackgroundModel model)
    {
        double sum = 0, squares = 0;
        var alike = 0;
        foreach (var pixel in region)
        {
            var (l, a, b) = model.At(pixel);
            var (lighter, da, db) = (planes.L[pixel] - l, planes.A[pixel] - a, planes.B[pixel] - b);
            alike += lighter is > -10 and < 4 && da * da + db * db < 10 ? 1 : 0;
            sum += lighter;
            squares += lighter * lighter;
        }
        var mean = sum / region.Length;
        var spread = squares / region.Length - mean * mean;
        var share = alike / (double)region.Length;
        // The less uniform a place is, the closer its mean has to be: pale panels of a product are near the background, too.
        return mean < 3 && (share > 0.95 ? mean > -6.5 && spread < 7 : share > 0.62 && mean > -3 && spread < 5);
    }

    private static void Clear(int[] region, bool[] product, LabPlanes planes, float[] gradient, BackgroundModel model)
    {
        var stack = new Stack<int>(region);
        foreach (var pixel in region)
        {
            product[pixel] = false;
        }
        while (stack.TryPop(out var pixel))
        {
            foreach (var step in (ReadOnlySpan<int>)[-1, 1, -planes.Width, planes.Width])
            {
                var next = pixel + step;
                if (next < 0 || next >= product.Length || !product[next] || gradient[next] > 7f)
                {
                    continue;
                }
                var (l, _, _) = model.At(next);
                if (Math.Abs(planes.L[next] - l) > 12 || gradient[next] < gradient[pixel] - 0.3f)
                {
                    continue;
                }
                product[next] = false;
                stack.Push(next);
            }
        }
    }
}
