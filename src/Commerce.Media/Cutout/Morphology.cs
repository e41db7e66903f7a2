using System.Numerics;
using System.Runtime.InteropServices;

namespace Commerce.Media.Cutout;

/// <summary>Growing and shrinking yes/no masks, four neighbours; pixels beyond the picture count as their nearest inside.</summary>
internal static class Morphology
{
    /// <summary>Keeps pixels whose neighbours are all marked, as often as asked.</summary>
    internal static bool[] Shrunk(bool[] mask, int width, int steps) => Repeated(mask, width, steps, all: true);

    /// <summary>Adds pixels with a marked neighbour, as often as asked.</summary>
    internal static bool[] Grown(bool[] mask, int width, int steps) => Repeated(mask, width, steps, all: false);

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

    private static bool[] Repeated(bool[] mask, int width, int steps, bool all)
    {
        var (latest, before) = ((bool[])mask.Clone(), new bool[mask.Length]);
        for (var step = 0; step < steps; step++)
        {
            (latest, before) = (before, latest);
            Step(MemoryMarshal.AsBytes(before.AsSpan()), MemoryMarshal.AsBytes(latest.AsSpan()), width, all);
        }
        return latest;
    }

    private static void Step(ReadOnlySpan<byte> from, Span<byte> to, int width, bool all)
    {
        from.CopyTo(to);
        Join(to[width..], from, all);
        Join(to, from[width..], all);
        for (var row = 0; row < from.Length; row += width)
        {
            Join(to.Slice(row + 1, width - 1), from.Slice(row, width - 1), all);
            Join(to.Slice(row, width - 1), from.Slice(row + 1, width - 1), all);
        }
    }

    /// <summary>Marks values that are marked in both, or in either, as far as there are others.</summary>
    private static void Join(Span<byte> values, ReadOnlySpan<byte> others, bool all)
    {
        var (at, length) = (0, Math.Min(values.Length, others.Length));
        for (; at <= length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var (one, other) = (new Vector<byte>(values[at..]), new Vector<byte>(others[at..]));
            (all ? one & other : one | other).CopyTo(values[at..]);
        }
        for (; at < length; at++)
        {
            values[at] = (byte)(all ? values[at] & others[at] : values[at] | others[at]);
        }
    }
}
