namespace Commerce.Media.Cutout;

/// <summary>Peels the source's own shadow off the foot of a product, so that the scene's shadow can take its place.</summary>
internal static class Shadows
{
    /// <summary>
    /// Marks smooth, untinted darkening in the lower part of the product as background, and says where that was.
    /// </summary>
    internal static bool[] Peel(bool[] product, LabPlanes planes, BackgroundModel model, float[] gradient)
    {
        var (top, bottom) = Rows(product, planes.Width);
        var from = top + (int)((bottom - top) * 0.6);
        var shade = new bool[product.Length];
        for (var pixel = from * planes.Width; pixel < product.Length; pixel++)
        {
            shade[pixel] = product[pixel] && IsShade(pixel, planes, model, gradient[pixel]);
        }
        var reached = Reach(product, shade, planes.Width, planes.Height);
        var core = Thin(Thin(reached, planes.Width), planes.Width);
        foreach (var region in Regions.Of(reached, planes.Width, planes.Height))
        {
            // A sliver along the product's own edge is anti-aliasing, not a shadow.
            if (!region.Any(pixel => core[pixel]))
            {
                continue;
            }
            foreach (var pixel in region)
            {
                product[pixel] = false;
            }
        }
        var before = (bool[])product.Clone();
        DropSlivers(product, reached, planes, model);
        DropPools(product, planes, model);
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            reached[pixel] = !product[pixel] && (reached[pixel] || before[pixel]);
        }
        return reached;
    }

    /// <summary>
    /// Gives peeled shade back as see-through black, strongest at the product and gone a little way off, so that the product
    /// keeps its own contact with the ground on any floor.
    /// </summary>
    internal static void Restore(byte[] rgba, bool[] product, bool[] shade, LabPlanes planes, BackgroundModel model)
    {
        var (width, reach) = (planes.Width, Math.Max(4, planes.Height / 45));
        var seen = new bool[product.Length];
        var front = new List<int>();
        for (var pixel = width; pixel < product.Length - width; pixel++)
        {
            if (shade[pixel] && (product[pixel - 1] || product[pixel + 1] || product[pixel - width] || product[pixel + width]))
            {
                seen[pixel] = true;
                front.Add(pixel);
            }
        }
        for (var step = 0; step < reach && front.Count > 0; step++)
        {
            var next = new List<int>();
            foreach (var pixel in front)
            {
                Darken(rgba, pixel, planes, model, 1 - step / (float)reach);
                foreach (var neighbour in (ReadOnlySpan<int>)[pixel - 1, pixel + 1, pixel - width, pixel + width])
                {
                    if (neighbour >= 0 && neighbour < shade.Length && shade[neighbour] && !seen[neighbour])
                    {
                        seen[neighbour] = true;
                        next.Add(neighbour);
                    }
                }
            }
            front = next;
        }
    }

    private static void Darken(byte[] rgba, int pixel, LabPlanes planes, BackgroundModel model, float fade)
    {
        var ratio = planes.L[pixel] / Math.Max(1, model.At(pixel).L);
        var under = Math.Clamp(1.04f - ratio, 0, 1) * fade * fade;
        var (at, own) = (pixel * 4, rgba[pixel * 4 + 3] / 255f);
        var whole = own + under * (1 - own);
        if (whole < 0.01f)
        {
            return;
        }
        for (var part = 0; part < 3; part++)
        {
            rgba[at + part] = (byte)((rgba[at + part] * own + 14 * under * (1 - own)) / whole);
        }
        rgba[at + 3] = (byte)(whole * 255 + 0.5f);
    }

    /// <summary>Removes the thin rind a peeled shadow leaves behind.</summary>
    private static void DropSlivers(bool[] product, bool[] peeled, LabPlanes planes, BackgroundModel model)
    {
        var (width, height) = (planes.Width, planes.Height);
        var solid = product;
        for (var step = 0; step < 3; step++)
        {
            solid = Thin(solid, width);
        }
        for (var step = 0; step < 4; step++)
        {
            solid = Spread(solid, width);
        }
        var beside = peeled;
        for (var step = 0; step < 9; step++)
        {
            beside = Spread(beside, width);
        }
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            if (product[pixel] && !solid[pixel] && beside[pixel] && IsUntinted(pixel, planes, model))
            {
                product[pixel] = false;
            }
        }
    }

    /// <summary>Removes a shadow lying apart from a product that floats above it: a wide, smooth, dark pool near the bottom.</summary>
    private static void DropPools(bool[] product, LabPlanes planes, BackgroundModel model)
    {
        var regions = Regions.Of(product, planes.Width, planes.Height);
        if (regions.Count < 2)
        {
            return;
        }
        var largest = regions.MaxBy(region => region.Length)!;
        var middle = largest.Average(pixel => pixel / (double)planes.Width);
        foreach (var region in regions.Where(region => region != largest))
        {
            var rows = region.Max(pixel => pixel / planes.Width) - region.Min(pixel => pixel / planes.Width) + 1;
            var columns = region.Max(pixel => pixel % planes.Width) - region.Min(pixel => pixel % planes.Width) + 1;
            var below = region.Average(pixel => pixel / (double)planes.Width) > middle;
            if (below && columns > rows * 2 && region.Count(pixel => IsUntinted(pixel, planes, model)) > region.Length * 0.8)
            {
                Array.ForEach(region, pixel => product[pixel] = false);
            }
        }
    }

    private static bool IsUntinted(int pixel, LabPlanes planes, BackgroundModel model)
    {
        var (l, a, b) = model.At(pixel);
        var ratio = planes.L[pixel] / Math.Max(1, l);
        var (da, db) = (planes.A[pixel] - a * ratio, planes.B[pixel] - b * ratio);
        return ratio < 1.12f && da * da + db * db < 30;
    }

    private static bool[] Spread(bool[] mask, int width)
    {
        var wide = (bool[])mask.Clone();
        for (var pixel = width; pixel < mask.Length - width; pixel++)
        {
            wide[pixel] = mask[pixel] || mask[pixel - 1] || mask[pixel + 1] || mask[pixel - width] || mask[pixel + width];
        }
        return wide;
    }

    private static bool IsShade(int pixel, LabPlanes planes, BackgroundModel model, float gradient)
    {
        var (l, a, b) = model.At(pixel);
        var ratio = planes.L[pixel] / Math.Max(1, l);
        var (da, db) = (planes.A[pixel] - a * ratio, planes.B[pixel] - b * ratio);
        return ratio is > 0.22f and < 1.02f && gradient < 3.4f && da * da + db * db < 18;
    }

    private static bool[] Reach(bool[] product, bool[] shade, int width, int height)
    {
        var reached = new bool[product.Length];
        var stack = new Stack<int>();
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            var x = pixel % width;
            var rim = x == 0 || x == width - 1 || pixel >= width * (height - 1);
            var beside = rim || !product[pixel - 1] || !product[pixel + 1] || !product[pixel + width];
            if (shade[pixel] && beside)
            {
                reached[pixel] = true;
                stack.Push(pixel);
            }
        }
        while (stack.TryPop(out var pixel))
        {
            foreach (var step in (ReadOnlySpan<int>)[-1, 1, -width, width])
            {
                var next = pixel + step;
                if (next >= 0 && next < shade.Length && shade[next] && !reached[next])
                {
                    reached[next] = true;
                    stack.Push(next);
                }
            }
        }
        return reached;
    }

    private static bool[] Thin(bool[] mask, int width)
    {
        var thin = new bool[mask.Length];
        for (var pixel = width; pixel < mask.Length - width; pixel++)
        {
            thin[pixel] = mask[pixel] && mask[pixel - 1] && mask[pixel + 1] && mask[pixel - width] && mask[pixel + width];
        }
        return thin;
    }

    private static (int Top, int Bottom) Rows(bool[] product, int width)
    {
        var first = Array.IndexOf(product, true);
        var last = Array.LastIndexOf(product, true);
        return first < 0 ? (0, 0) : (first / width, last / width);
    }
}
