using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>Turns eight painted pixels at a time into lightness and colour (BT.709, limited range).</summary>
internal static class FilmColours
{
    private static readonly Vector256<float> Light = Twice(0.182586f, 0.614231f, 0.062007f);
    private static readonly Vector256<float> Blue = Twice(-0.100644f, -0.338572f, 0.439216f) * 0.25f;
    private static readonly Vector256<float> Red = Twice(0.439216f, -0.398942f, -0.040274f) * 0.25f;

    /// <summary>The lightness of eight pixels, a byte each, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Lightness(ReadOnlySpan<Vector128<float>> pixels)
    {
        var two = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(pixels)[..4];
        return Bytes(two[0] * Light, two[1] * Light, two[2] * Light, two[3] * Light, 16.5f);
    }

    /// <summary>The colour of eight by two pixels: four bytes of blue, four of red.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong BlueAndRed(ReadOnlySpan<Vector128<float>> upper, ReadOnlySpan<Vector128<float>> lower)
    {
        var above = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(upper)[..4];
        var below = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(lower)[..4];
        var (first, second) = (Joined(above[0] + below[0], above[1] + below[1]), Joined(above[2] + below[2], above[3] + below[3]));
        return Bytes(first * Blue, second * Blue, first * Red, second * Red, 128.5f);
    }

    /// <summary>Adds neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Joined(Vector256<float> one, Vector256<float> two) =>
        Vector256.Create(one.GetLower(), two.GetLower()) + Vector256.Create(one.GetUpper(), two.GetUpper());

    /// <summary>Each half of each vector added up, as a byte: eight in the order of the halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bytes(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float offset)
    {
        var sums = Quarters(Neighbours(a, b), Neighbours(c, d));
        var whole = Vector256.ConvertToInt32Native(sums + Vector256.Create(offset));
        var ordered = Vector256.Shuffle(whole, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsUInt32();
        return Vector128.Narrow(Vector128.Narrow(ordered.GetLower(), ordered.GetUpper()), Vector128<ushort>.Zero).AsUInt64().ToScalar();
    }

    /// <summary>Sums of two neighbours, the first vector's in even places and the second's in odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Neighbours(Vector256<float> a, Vector256<float> b)
    {
        var even = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0).AsSingle();
        return Vector256.ConditionalSelect(even, a, b) + Vector256.Shuffle(Vector256.ConditionalSelect(even, b, a), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
    }

    /// <summary>Sums of what is two places apart, the first vector's before the second's in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quarters(Vector256<float> a, Vector256<float> b)
    {
        var early = Vector256.Create(-1, -1, 0, 0, -1, -1, 0, 0).AsSingle();
        return Vector256.ConditionalSelect(early, a, b) + Vector256.Shuffle(Vector256.ConditionalSelect(early, b, a), Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));
    }

    private static Vector256<float> Twice(float red, float green, float blue) => Vector256.Create(Vector128.Create(red, green, blue, 0), Vector128.Create(red, green, blue, 0));
}
