namespace Commerce.Media.Cutout;

/// <summary>
/// Floods a picture from its rim as water rises over a landscape: each pixel learns the lowest barrier that has to be
/// crossed to reach it. Edges are ridges, so a product stays dry until the water stands higher than its faintest edge.
/// </summary>
internal static class BarrierFlood
{
    internal const int Levels = 256;

    private const float PerRoot = 40;
    private const double LeastCalm = 0.3;
    private const double MostCalm = 3;

    /// <summary>Edge strengths, and each pixel's own resistance to being background, as levels; finely told apart where they are faint.</summary>
    internal static byte[] Levelled(float[] strength, BackgroundView view)
    {
        var levels = new byte[strength.Length];
        for (var pixel = 0; pixel < levels.Length; pixel++)
        {
            levels[pixel] = (byte)Level(strength[pixel] + view.Resistance(pixel));
        }
        return levels;
    }

    /// <summary>The level of a strength in Lab units a pixel.</summary>
    internal static int Level(double strength) => (int)Math.Min(Levels - 2, PerRoot * Math.Sqrt(strength));

    private static double Strength(int level) => level * level / (PerRoot * PerRoot);

    /// <summary>The strength most of the rim stays below: its grain and compression noise, with something to spare.</summary>
    internal static double CalmAt(byte[] cost, int width, int height)
    {
        var rim = RimPixels(width, height).Select(pixel => cost[pixel]).Order().ToArray();
        return Math.Clamp(Strength(rim[(int)(rim.Length * 0.85)]) * 1.3, LeastCalm, MostCalm);
    }

    /// <summary>Raises each pixel to the highest within a few pixels, so that water cannot slip through a gap in an edge.</summary>
    internal static byte[] Thickened(byte[] cost, int width, int height, int radius)
    {
        var across = Highest(cost, 1, width, radius);
        return Highest(across, width, height, radius);

        byte[] Highest(byte[] values, int step, int length, int reach)
        {
            var highest = (byte[])values.Clone();
            for (var pixel = 0; pixel < values.Length; pixel++)
            {
                var place = pixel / step % length;
                for (var offset = -Math.Min(reach, place); offset <= Math.Min(reach, length - 1 - place); offset++)
                {
                    highest[pixel] = Math.Max(highest[pixel], values[pixel + offset * step]);
                }
            }
            return highest;
        }
    }

    /// <summary>The barrier of each pixel, 0 to 255, from those rim pixels that look like background.</summary>
    internal static byte[] FromRim(byte[] cost, BackgroundView view, int width, int height)
    {
        var barrier = new byte[cost.Length];
        Array.Fill(barrier, byte.MaxValue);
        var queues = Enumerable.Range(0, Levels).Select(_ => new Stack<int>()).ToArray();
        foreach (var pixel in RimPixels(width, height))
        {
            if (view.Ratio[pixel] is > 0.7f and < 1.45f && view.Tint[pixel] < 8)
            {
                Offer(pixel, 0);
            }
        }
        for (var level = 0; level < Levels - 1; level++)
        {
            while (queues[level].TryPop(out var pixel))
            {
                if (barrier[pixel] == level)
                {
                    Spread(pixel, level);
                }
            }
        }
        return barrier;

        void Spread(int pixel, int level)
        {
            var x = pixel % width;
            if (x > 0)
            {
                Offer(pixel - 1, level);
            }
            if (x < width - 1)
            {
                Offer(pixel + 1, level);
            }
            if (pixel >= width)
            {
                Offer(pixel - width, level);
            }
            if (pixel < cost.Length - width)
            {
                Offer(pixel + width, level);
            }
        }

        void Offer(int pixel, int level)
        {
            var needed = Math.Max(level, cost[pixel]);
            if (needed < barrier[pixel])
            {
                barrier[pixel] = (byte)needed;
                queues[needed].Push(pixel);
            }
        }
    }

    /// <summary>The outermost pixels.</summary>
    internal static IEnumerable<int> RimPixels(int width, int height)
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
}
