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
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Vector128<float>, float>(line[..Read.Count]));
        Span<Vector256<float>> rest = stackalloc Vector256<float>[Group / 2];
        for (var first = columns.From; first < columns.To; first += Group)
        {
            var target = row[first..Math.Min(first + Group, columns.To)];
            if (target.Length == Group)
            {
                Mix(ref start, first, MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(target));
                continue;
            }
            Mix(ref start, first, rest);
            MemoryMarshal.Cast<Vector256<float>, Vector128<float>>(rest)[..target.Length].CopyTo(target);
        }
    }

    /// <summary>Multiplies the columns by the texture's, as far as colours go.</summary>
    internal void Multiply(ReadOnlySpan<Vector128<float>> line, Span<Vector128<float>> row)
    {
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Vector128<float>, float>(line[..Read.Count]));
        Span<Vector256<float>> factors = stackalloc Vector256<float>[Group / 2];
        Span<Vector256<float>> rest = stackalloc Vector256<float>[Group / 2];
        for (var first = columns.From; first < columns.To; first += Group)
        {
            Mix(ref start, first, factors);
            var target = row[first..Math.Min(first + Group, columns.To)];
            if (target.Length == Group)
            {
                Multiply(MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(target), factors);
                continue;
            }
            var part = MemoryMarshal.Cast<Vector256<float>, Vector128<float>>(rest);
            target.CopyTo(part);
            Multiply(rest, factors);
            part[..target.Length].CopyTo(target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(Span<Vector256<float>> pairs, ReadOnlySpan<Vector256<float>> factors)
    {
        var most = Vector256.Create(255f);
        for (var at = 0; at < Group / 2; at++)
        {
            pairs[at] = Vector256.Min(pairs[at] * factors[at], most);
        }
    }

    /// <summary>Mixes a group of columns, two by two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mix(ref float start, int first, Span<Vector256<float>> pairs)
    {
        var at = Vector256.ConvertToSingle(Vector256.Create(first) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7));
        var place = Vector256.Min(Vector256.Max(Vector256.Create(x) + at * step, Vector256<float>.Zero), Vector256.Create(most));
        var left = Vector256.ConvertToInt32Native(place);
        var shares = place - Vector256.ConvertToSingle(left);
        // The last group may be longer than what is asked for; nothing is read that is not there.
        var places = Vector256.Max(Vector256.Min(left - Vector256.Create(Read.From), Vector256.Create(Read.Count - 2)), Vector256<int>.Zero) * 4;
        var (low, high) = (places.GetLower(), places.GetUpper());
        pairs = pairs[..(Group / 2)];
        pairs[0] = Between(ref start, low[0], low[1], Vector256.Shuffle(shares, Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1)));
        pairs[1] = Between(ref start, low[2], low[3], Vector256.Shuffle(shares, Vector256.Create(2, 2, 2, 2, 3, 3, 3, 3)));
        pairs[2] = Between(ref start, high[0], high[1], Vector256.Shuffle(shares, Vector256.Create(4, 4, 4, 4, 5, 5, 5, 5)));
        pairs[3] = Between(ref start, high[2], high[3], Vector256.Shuffle(shares, Vector256.Create(6, 6, 6, 6, 7, 7, 7, 7)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Between(ref float start, int one, int two, Vector256<float> share)
    {
        var left = Vector256.Create(Vector128.LoadUnsafe(ref start, (nuint)(uint)one), Vector128.LoadUnsafe(ref start, (nuint)(uint)two));
        var right = Vector256.Create(Vector128.LoadUnsafe(ref start, (nuint)(uint)one + 4), Vector128.LoadUnsafe(ref start, (nuint)(uint)two + 4));
        return left + (right - left) * share;
    }

    private float Place(int column) => Math.Clamp(x + step * column, 0, most);
}
