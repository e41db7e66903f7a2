using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Delimited;

/// <summary>
/// Where the characters stand that can divide rows: the delimiter, quotation marks and line ends. They are looked for all at
/// once in a whole buffer, so that fields of a few characters cost no search of their own.
/// </summary>
internal sealed class Marks(char delimiter)
{
    /// <summary>How many characters must follow the last one, whatever they are.</summary>
    public const int Margin = 64;

    private const int Step = 4;

    private int[] places = new int[4 * 1024];

    /// <summary>Where each of them stands, and last where the characters end.</summary>
    public ReadOnlySpan<int> Places => places;

    /// <summary>Looks through the characters up to the end.</summary>
    public void Find(char[] buffer, int end)
    {
        var text = MemoryMarshal.Cast<char, ushort>(buffer);
        var count = 0;
        for (var block = 0; block < end; block += Margin)
        {
            if (places.Length - count <= Margin + Step)
                Array.Resize(ref places, places.Length * 2);
            var found = Look(text.Slice(block, Margin));
            if (end - block < Margin)
                found &= (1UL << (end - block)) - 1;
            var next = count;
            count += BitOperations.PopCount(found);
            // Writing some more than were found costs less than finding out each time whether there is another one.
            for (; next < count; next += Step)
            {
                var target = places.AsSpan(next, Step);
                for (var index = 0; index < Step; index++)
                {
                    target[index] = block + BitOperations.TrailingZeroCount(found);
                    found &= found - 1;
                }
            }
        }
        places[count] = end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Look(ReadOnlySpan<ushort> part) => Vector512.IsHardwareAccelerated
        ? Wide(part) | (ulong)Wide(part[32..]) << 32
        : Narrow(part) | (ulong)Narrow(part[16..]) << 16 | (ulong)Narrow(part[32..]) << 32 | (ulong)Narrow(part[48..]) << 48;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Wide(ReadOnlySpan<ushort> part)
    {
        var signs = Vector512.Create(part);
        var marks = Vector512.Equals(signs, Vector512.Create((ushort)delimiter)) | Vector512.Equals(signs, Vector512.Create((ushort)'"'))
            | Vector512.Equals(signs, Vector512.Create((ushort)'\n')) | Vector512.Equals(signs, Vector512.Create((ushort)'\r'));
        return (uint)marks.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Narrow(ReadOnlySpan<ushort> part)
    {
        var signs = Vector256.Create(part);
        var marks = Vector256.Equals(signs, Vector256.Create((ushort)delimiter)) | Vector256.Equals(signs, Vector256.Create((ushort)'"'))
            | Vector256.Equals(signs, Vector256.Create((ushort)'\n')) | Vector256.Equals(signs, Vector256.Create((ushort)'\r'));
        return marks.ExtractMostSignificantBits();
    }
}
