using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>Growing and shrinking yes/no masks, four neighbours; pixels beyond the picture count as their nearest inside.</summary>
internal static class Morphology
{
    /// <summary>Keeps pixels whose neighbours are all marked, as often as asked.</summary>
    internal static bool[] Shrunk(bool[] mask, int width, int steps)
    {
        var away = Steps(mask, width, false, steps);
        var kept = new bool[mask.Length];
        for (var pixel = 0; pixel < kept.Length; pixel++)
        {
            kept[pixel] = away[pixel] > steps;
        }
        return kept;
    }

    /// <summary>Adds pixels with a marked neighbour, as often as asked.</summary>
    internal static bool[] Grown(bool[] mask, int width, int steps)
    {
        var away = Steps(mask, width, true, steps);
        var grown = new bool[mask.Length];
        for (var pixel = 0; pixel < grown.Length; pixel++)
        {
            grown[pixel] = away[pixel] <= steps;
        }
        return grown;
    }

    /// <summary>The pixels that are not marked.</summary>
    internal static bool[] Outside(bool[] mask)
    {
        var outside = new bool[mask.Length];
        for (var pixel = 0; pixel < outside.Length; pixel++)
        {
            outside[pixel] = !mask[pixel];
        }
        return outside;
    }

    /// <summary>
    /// Steps across and along from each pixel to the nearest that is as asked, found in one sweep down and one up; counted no
    /// further than needed.
    /// </summary>
    private static byte[] Steps(bool[] mask, int width, bool wanted, int most)
    {
        var far = (byte)(most + 1);
        var steps = new byte[mask.Length];
        for (var pixel = 0; pixel < steps.Length; pixel++)
        {
            steps[pixel] = mask[pixel] == wanted ? (byte)0 : far;
        }
        for (var row = 0; row < steps.Length; row += width)
        {
            var line = steps.AsSpan(row, width);
            if (row > 0)
            {
                Near(line, steps.AsSpan(row - width, width));
            }
            for (var column = 1; column < line.Length; column++)
            {
                line[column] = (byte)Math.Min(line[column], line[column - 1] + 1);
            }
        }
        for (var row = steps.Length - width; row >= 0; row -= width)
        {
            var line = steps.AsSpan(row, width);
            if (row < steps.Length - width)
            {
                Near(line, steps.AsSpan(row + width, width));
            }
            for (var column = line.Length - 2; column >= 0; column--)
            {
                line[column] = (byte)Math.Min(line[column], line[column + 1] + 1);
            }
        }
        return steps;
    }

    /// <summary>No pixel is more than one step further away than the one above or below it.</summary>
    private static void Near(Span<byte> line, ReadOnlySpan<byte> beside)
    {
        var at = 0;
        for (; at <= line.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Min(new Vector<byte>(line[at..]), new Vector<byte>(beside[at..]) + Vector<byte>.One).CopyTo(line[at..]);
        }
        for (; at < line.Length; at++)
        {
            line[at] = (byte)Math.Min(line[at], beside[at] + 1);
        }
    }
}
