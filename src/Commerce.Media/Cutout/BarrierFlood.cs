namespace Commerce.Media.Cutout;

/// <summary>
/// Floods a picture from its rim as water rises over a landscape: each pixel learns the lowest barrier that has to be
/// crossed to reach it. Edges are ridges, so a product stays dry until the water stands higher than its faintest edge.
/// </summary>
internal sealed class BarrierFlood
{
    internal const int Levels = 256;

    /// <summary>Barrier levels for one Lab unit of gradient.</summary>
    internal const float PerUnit = 8f;

    private readonly int width;
    private readonly int height;
    private readonly byte[] cost;

    internal BarrierFlood(LabPlanes planes, BackgroundModel model)
    {
        (width, height) = (planes.Width, planes.Height);
        cost = Costs(planes, model);
    }

    /// <summary>The barrier of each pixel, 0 to 255.</summary>
    internal byte[] FromRim()
    {
        var barrier = new byte[width * height];
        Array.Fill(barrier, byte.MaxValue);
        var queues = new Stack<int>[Levels];
        for (var level = 0; level < Levels; level++)
        {
            queues[level] = new Stack<int>();
        }
        foreach (var pixel in RimPixels())
        {
            Offer(pixel, 0, barrier, queues);
        }
        for (var level = 0; level < Levels - 1; level++)
        {
            while (queues[level].TryPop(out var pixel))
            {
                if (barrier[pixel] == level)
                {
                    Spread(pixel, level, barrier, queues);
                }
            }
        }
        return barrier;
    }

    private void Spread(int pixel, int level, byte[] barrier, Stack<int>[] queues)
    {
        var x = pixel % width;
        if (x > 0)
        {
            Offer(pixel - 1, level, barrier, queues);
        }
        if (x < width - 1)
        {
            Offer(pixel + 1, level, barrier, queues);
        }
        if (pixel >= width)
        {
            Offer(pixel - width, level, barrier, queues);
        }
        if (pixel < width * (height - 1))
        {
            Offer(pixel + width, level, barrier, queues);
        }
    }

    private void Offer(int pixel, int level, byte[] barrier, Stack<int>[] queues)
    {
        var needed = Math.Max(level, cost[pixel]);
        if (needed >= barrier[pixel])
        {
            return;
        }
        barrier[pixel] = (byte)needed;
        queues[needed].Push(pixel);
    }

    private IEnumerable<int> RimPixels()
    {
        for (var x = 0; x < width; x++)
        {
            yield return x;
            yield return (height - 1) * width + x;
        }
        for (var y = 1; y < height - 1; y++)
        {
            yield return y * width;
            yield return y * width + width - 1;
        }
    }

    private static byte[] Costs(LabPlanes planes, BackgroundModel model)
    {
        var gradient = planes.Gradient();
        var cost = new byte[planes.Count];
        for (var pixel = 0; pixel < cost.Length; pixel++)
        {
            var (l, a, b) = model.At(pixel);
            var darker = l - planes.L[pixel];
            var (da, db) = (planes.A[pixel] - a, planes.B[pixel] - b);
            var tint = MathF.Sqrt(da * da + db * db);
            // A shadow keeps the background's tint and only takes light away, gently; it may be crossed more easily than an edge.
            var shadow = darker > 2 && darker < 55 && tint < 6;
            var slope = gradient[pixel] * (shadow ? 0.62f : 1f);
            var strange = Math.Max(0, tint - 4) * 0.35f + Math.Max(0, darker - 34) * 0.16f + Math.Max(0, -darker - 7) * 0.3f;
            cost[pixel] = (byte)Math.Min(254f, (slope + strange) * PerUnit);
        }
        return cost;
    }
}
