using System.Numerics;

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
            levels[pixel] = (byte)Math.Min(Levels - 2, PerRoot * MathF.Sqrt(strength[pixel] + view.Resistance(pixel)));
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
        var across = (byte[])cost.Clone();
        for (var row = 0; row < height; row++)
        {
            var from = cost.AsSpan(row * width, width);
            var to = across.AsSpan(row * width, width);
            for (var offset = 1; offset <= Math.Min(radius, width - 1); offset++)
            {
                Raise(to[offset..], from[..^offset]);
                Raise(to[..^offset], from[offset..]);
            }
        }
        var highest = (byte[])across.Clone();
        for (var offset = 1; offset <= Math.Min(radius, height - 1); offset++)
        {
            Raise(highest.AsSpan(offset * width), across.AsSpan(0, across.Length - offset * width));
            Raise(highest.AsSpan(0, across.Length - offset * width), across.AsSpan(offset * width));
        }
        return highest;

        static void Raise(Span<byte> values, ReadOnlySpan<byte> others)
        {
            var at = 0;
            for (; at <= values.Length - Vector<byte>.Count; at += Vector<byte>.Count)
            {
                Vector.Max(new Vector<byte>(values[at..]), new Vector<byte>(others[at..])).CopyTo(values[at..]);
            }
            for (; at < values.Length; at++)
            {
                values[at] = Math.Max(values[at], others[at]);
            }
        }
    }

    /// <summary>
    /// The barrier of each pixel, 0 to 255, from those rim pixels that look like background. Barriers are only told apart as far
    /// as they lie between different levels of those asked for, because water that rises in few steps is quick.
    /// </summary>
    /// <param name="levels">All levels that barriers will be compared with.</param>
    internal static byte[] FromRim(byte[] exact, BackgroundView view, int width, int height, params ReadOnlySpan<int> levels)
    {
        var cost = Raised(exact, levels);
        var barrier = new byte[cost.Length];
        Array.Fill(barrier, byte.MaxValue);
        using var queues = new LevelQueues(cost.Length);
        foreach (var pixel in RimPixels(width, height))
        {
            if (view.Ratio[pixel] is > 0.7f and < 1.45f && view.Tint[pixel] < 8 && barrier[pixel] == byte.MaxValue)
            {
                barrier[pixel] = cost[pixel];
                queues.Add(pixel, cost[pixel]);
            }
        }
        for (var level = 0; level < Levels - 1; level++)
        {
            while (queues.TryTake(level, out var pixel))
            {
                Spread(pixel, level);
            }
        }
        return barrier;

        // Water runs along the row at once, and enters the rows beside it once for each stretch it can run along there.
        void Spread(int pixel, int level)
        {
            var (first, last, row) = (pixel, pixel, pixel - pixel % width);
            while (first > row && Enters(first - 1, level))
            {
                first--;
            }
            while (last < row + width - 1 && Enters(last + 1, level))
            {
                last++;
            }
            if (row > 0)
            {
                Cross(first - width, last - width, level);
            }
            if (row < cost.Length - width)
            {
                Cross(first + width, last + width, level);
            }
        }

        void Cross(int first, int last, int level)
        {
            var runs = false;
            for (var pixel = first; pixel <= last; pixel++)
            {
                if (barrier[pixel] != byte.MaxValue)
                {
                    runs = false;
                    continue;
                }
                if (runs && cost[pixel] <= level)
                {
                    continue;
                }
                runs = Enters(pixel, level);
                if (runs)
                {
                    queues.Add(pixel, level);
                }
            }
        }

        // Whether the water gets there at this level; where it does not, the pixel waits for its own.
        bool Enters(int pixel, int level)
        {
            if (barrier[pixel] != byte.MaxValue)
            {
                return false;
            }
            // The water only rises, so no lower barrier can come later than this.
            if (cost[pixel] <= level)
            {
                barrier[pixel] = (byte)level;
                return true;
            }
            barrier[pixel] = cost[pixel];
            queues.Add(pixel, cost[pixel]);
            return false;
        }
    }

    /// <summary>The pixels whose barrier is no higher than a level.</summary>
    internal static bool[] Below(byte[] barrier, int level)
    {
        var below = new bool[barrier.Length];
        for (var pixel = 0; pixel < below.Length; pixel++)
        {
            below[pixel] = barrier[pixel] <= level;
        }
        return below;
    }

    /// <summary>Each cost raised to the next of the levels, those above all levels to the highest there is.</summary>
    private static byte[] Raised(byte[] cost, ReadOnlySpan<int> levels)
    {
        var next = new byte[Levels];
        for (var value = 0; value < Levels; value++)
        {
            var raised = Levels - 2;
            foreach (var level in levels)
            {
                raised = level >= value ? Math.Min(raised, level) : raised;
            }
            next[value] = (byte)raised;
        }
        var costs = new byte[cost.Length];
        for (var pixel = 0; pixel < costs.Length; pixel++)
        {
            costs[pixel] = next[cost[pixel]];
        }
        return costs;
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
