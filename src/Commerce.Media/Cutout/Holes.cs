namespace Commerce.Media.Cutout;

/// <summary>Finds places inside a product where the background shows through, such as the loops of a harness.</summary>
internal static class Holes
{
    /// <summary>Marks show-through pixels as background, unless the product itself looks like the background.</summary>
    internal static void Open(bool[] product, LabPlanes planes, BackgroundModel model)
    {
        if (LooksLikeBackground(product, planes, model))
        {
            return;
        }
        var gradient = planes.Gradient();
        var plain = new bool[product.Length];
        for (var pixel = 0; pixel < plain.Length; pixel++)
        {
            plain[pixel] = product[pixel] && gradient[pixel] < 2.2f && Close(pixel, planes, model);
        }
        var smallest = Math.Max(40, product.Length / 4000);
        foreach (var region in Regions.Of(plain, planes.Width, planes.Height))
        {
            if (region.Length < smallest || !Even(region, planes))
            {
                continue;
            }
            Clear(region, product, planes, gradient, model);
        }
    }

    private static bool LooksLikeBackground(bool[] product, LabPlanes planes, BackgroundModel model)
    {
        var (all, alike) = (0, 0);
        for (var pixel = 0; pixel < product.Length; pixel += 3)
        {
            if (!product[pixel])
            {
                continue;
            }
            all++;
            alike += Close(pixel, planes, model) ? 1 : 0;
        }
        return all == 0 || alike > all * 0.3;
    }

    private static bool Close(int pixel, LabPlanes planes, BackgroundModel model)
    {
        var (l, a, b) = model.At(pixel);
        var (lighter, da, db) = (planes.L[pixel] - l, planes.A[pixel] - a, planes.B[pixel] - b);
        return lighter is > -11 and < 4.5f && da * da + db * db < 9;
    }

    private static bool Even(int[] region, LabPlanes planes)
    {
        double sum = 0, squares = 0;
        foreach (var pixel in region)
        {
            sum += planes.L[pixel];
            squares += planes.L[pixel] * planes.L[pixel];
        }
        var mean = sum / region.Length;
        return squares / region.Length - mean * mean < 9;
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
                if (next < 0 || next >= product.Length || !product[next] || gradient[next] > 4.5f || !Close(next, planes, model))
                {
                    continue;
                }
                product[next] = false;
                stack.Push(next);
            }
        }
    }
}
