using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>For some columns of a film the two columns of a texture that are mixed there; beyond the texture its edge repeats.</summary>
internal readonly ref struct LinearTaps
{
    private const int Group = 8;
    private readonly float x;
    private readonly float step;
    private readonly float most;
    private readonly Columns columns;

    /// <param name="width">The texture's.</param>
    /// <param name="x">Texture column of the film's first pixel.</param>
    /// <param name="step">Texture columns per pixel of the film.</param>
    /// <param name="columns">The film's.</param>
    internal LinearTaps(int width, float x, float step, Columns columns)
    {
        (this.x, this.step, this.columns, most) = (x, step, columns, width - 1 - 0.001f);
        Read = new Columns((int)Place(columns.From), (int)Place(columns.To - 1) + 2);
    }

    /// <summary>The texture's columns that are mixed.</summary>
    internal Columns Read { get; }

    /// <summary>Fills the columns from the texture's.</summary>
    internal void Spread(ReadOnlySpan<Vector128<float>> line, Span<Vector128<float>> row)
    {
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Vector128<float>, float>(line));
        Span<int> lefts = stackalloc int[Group];
        Span<float> shares = stackalloc float[Group];
        for (var first = columns.From; first < columns.To; first += Group)
        {
            Places(first, lefts, shares);
            var group = row[first..Math.Min(first + Group, columns.To)];
            for (var at = 0; at < group.Length; at++)
            {
                group[at] = Between(ref start, lefts[at], shares[at]);
            }
        }
    }

    /// <summary>Multiplies the columns by the texture's.</summary>
    internal void Multiply(ReadOnlySpan<Vector128<float>> line, Span<Vector128<float>> row)
    {
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Vector128<float>, float>(line));
        Span<int> lefts = stackalloc int[Group];
        Span<float> shares = stackalloc float[Group];
        for (var first = columns.From; first < columns.To; first += Group)
        {
            Places(first, lefts, shares);
            var group = row[first..Math.Min(first + Group, columns.To)];
            for (var at = 0; at < group.Length; at++)
            {
                group[at] = Vector128.Min(group[at] * Between(ref start, lefts[at], shares[at]), Vector128.Create(255f));
            }
        }
    }

    private static Vector128<float> Between(ref float start, int left, float share)
    {
        var place = (nuint)(uint)left * 4;
        var one = Vector128.LoadUnsafe(ref start, place);
        return one + (Vector128.LoadUnsafe(ref start, place + 4) - one) * share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Places(int first, Span<int> lefts, Span<float> shares)
    {
        var at = Vector256.ConvertToSingle(Vector256.Create(first) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7));
        var place = Vector256.Min(Vector256.Max(Vector256.Create(x) + at * step, Vector256<float>.Zero), Vector256.Create(most));
        var left = Vector256.ConvertToInt32Native(place);
        (place - Vector256.ConvertToSingle(left)).CopyTo(shares);
        (left - Vector256.Create(Read.From)).CopyTo(lefts);
    }

    private float Place(int column) => Math.Clamp(x + step * column, 0, most);
}
