namespace Commerce.Media.Cutout;

/// <summary>Gives back what the product was given too much: background caught in its notches and seen through its openings.</summary>
internal static class Trim
{
    // Loosely alike only a little way in: a pale product may be as close to its background as this.
    private const int LooseReach = 8;

    /// <summary>Clears from a mask all that has the background's very colour and is connected to it.</summary>
    /// <param name="product">The mask.</param>
    /// <param name="planes">The picture.</param>
    /// <param name="behind">The background's colour at each pixel.</param>
    /// <param name="cost">Edge levels.</param>
    internal static void Apply(bool[] product, LabPlanes planes, LabPlanes behind, byte[] cost)
    {
        var (exact, loose) = (BarrierFlood.Level(0.4), BarrierFlood.Level(0.3));
        var (width, depth) = (planes.Width, new byte[product.Length]);
        var queue = new Queue<int>();
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            if (!product[pixel] && Borders(product, pixel, width))
            {
                queue.Enqueue(pixel);
            }
        }
        while (queue.TryDequeue(out var pixel))
        {
            var x = pixel % width;
            foreach (var next in (ReadOnlySpan<int>)[x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width])
            {
                if (next < 0 || next >= product.Length || !product[next])
                {
                    continue;
                }
                var lighter = Math.Abs(planes.L[next] - behind.L[next]);
                var (da, db) = (planes.A[next] - behind.A[next], planes.B[next] - behind.B[next]);
                var tint = da * da + db * db;
                var same = lighter < 1.8f && tint < 4 && cost[next] <= exact;
                if (!same && (depth[pixel] >= LooseReach || lighter > 3.5f || tint > 9 || cost[next] > loose))
                {
                    continue;
                }
                product[next] = false;
                depth[next] = same ? (byte)0 : (byte)(depth[pixel] + 1);
                queue.Enqueue(next);
            }
        }
    }
    private static bool Borders(bool[] product, int pixel, int width) => pixel < width || pixel >= product.Length - width
        || product[pixel - 1] || product[pixel + 1] || product[pixel - width] || product[pixel + width];
}
