using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>
/// Draws one row of a texture at any fraction of a pixel. Rows and columns are mixed apart from each other, which is
/// exact because films only move and scale, and keeps slow motion free of the steps whole pixels would make.
/// </summary>
internal static class Sampler
{
    /// <summary>Fills columns of a row from an opaque texture; beyond its edges the edge repeats.</summary>
    /// <param name="texture">Where from.</param>
    /// <param name="row">The row to fill.</param>
    /// <param name="y">Texture row, in pixels; whole numbers are pixel centres.</param>
    /// <param name="x">Texture column of the row's first pixel.</param>
    /// <param name="step">Texture columns per pixel of the row.</param>
    internal static void Fill(Texture texture, Span<Vector128<float>> row, float y, float x, float step, Columns columns)
    {
        var taps = new LinearTaps(texture.Width, x, step, columns);
        var rented = ArrayPool<Vector128<float>>.Shared.Rent(taps.Read.Count);
        var line = rented.AsSpan(0, taps.Read.Count);
        Mix(texture, y, taps.Read.From, line);
        taps.Spread(line, row);
        ArrayPool<Vector128<float>>.Shared.Return(rented);
    }

    /// <summary>Multiplies columns of a row by a texture of light, as far as colours go.</summary>
    /// <param name="keep">What is left where there is no light.</param>
    /// <param name="tint">What full light adds, for each part.</param>
    /// <inheritdoc cref="Fill"/>
    internal static void Shine(Texture texture, Span<Vector128<float>> row, float y, float x, float step, Columns columns, Vector128<float> keep, Vector128<float> tint)
    {
        var taps = new LinearTaps(texture.Width, x, step, columns);
        var rented = ArrayPool<Vector128<float>>.Shared.Rent(taps.Read.Count);
        var line = rented.AsSpan(0, taps.Read.Count);
        Mix(texture, y, taps.Read.From, line);
        for (var at = 0; at < line.Length; at++)
        {
            line[at] = keep + line[at] * tint;
        }
        taps.Multiply(line, row);
        ArrayPool<Vector128<float>>.Shared.Return(rented);
    }

    /// <summary>Lays a texture over a row with a cubic filter, which keeps the product as sharp between pixels as on them.</summary>
    internal static void Over(Texture texture, Span<Vector128<float>> row, float y, CubicTaps taps, float opacity, Columns columns)
    {
        var top = (int)MathF.Floor(y);
        var inked = texture.Inked(top - 1, top + 2);
        var drawn = taps.Touching(inked).Within(columns);
        if (opacity <= 0 || inked.Empty || drawn.Empty)
        {
            return;
        }
        // The filter looks this far beyond the pixels it reads from.
        const int Margin = 4;
        var read = taps.Reading(drawn).Within(inked);
        var rented = ArrayPool<Vector128<float>>.Shared.Rent(read.Count + 2 * Margin);
        var line = rented.AsSpan(0, read.Count + 2 * Margin);
        line[..Margin].Clear();
        line[^Margin..].Clear();
        texture.MixFour(top - 1, CubicTaps.Weights(y - top) * opacity, read.From, line[Margin..^Margin]);
        Lay(row[drawn.From..drawn.To], line, Margin - read.From, taps.Lefts(drawn), taps.Weights(drawn));
        ArrayPool<Vector128<float>>.Shared.Return(rented);
    }

    private static void Mix(Texture texture, float y, int first, Span<Vector128<float>> line)
    {
        var top = (int)MathF.Floor(y);
        texture.MixTwo(top, y - top, first, line);
    }

    private static void Lay(Span<Vector128<float>> row, ReadOnlySpan<Vector128<float>> line, int shift, ReadOnlySpan<int> lefts, ReadOnlySpan<Vector128<float>> weights)
    {
        lefts = lefts[..row.Length];
        weights = weights[..row.Length];
        var pairs = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(row);
        for (var at = 0; at < pairs.Length; at++)
        {
            var one = Four(line, lefts[2 * at] + shift, weights[2 * at]);
            var two = Four(line, lefts[2 * at + 1] + shift, weights[2 * at + 1]);
            pairs[at] = Over(pairs[at], one, two);
        }
        if (row.Length % 2 == 1)
        {
            var last = Four(line, lefts[^1] + shift, weights[^1]);
            row[^1] = Over(Vector256.Create(row[^1], row[^1]), last, last).GetLower();
        }
    }

    /// <summary>Four neighbours weighted, in two sums that are still to be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Four(ReadOnlySpan<Vector128<float>> line, int left, Vector128<float> weights)
    {
        var pairs = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(line.Slice(left, 4));
        var all = Vector256.Create(weights, weights);
        return pairs[0] * Vector256.Shuffle(all, Vector256.Create(0, 0, 0, 0, 5, 5, 5, 5)) + pairs[1] * Vector256.Shuffle(all, Vector256.Create(2, 2, 2, 2, 7, 7, 7, 7));
    }

    /// <summary>Two pixels over two others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Over(Vector256<float> under, Vector256<float> one, Vector256<float> two)
    {
        // The filter overshoots at hard edges; light beyond what the transparency allows would run over when it is stored.
        var above = Vector256.Max(Vector256.Create(one.GetLower(), two.GetLower()) + Vector256.Create(one.GetUpper(), two.GetUpper()), Vector256<float>.Zero);
        var alpha = Vector256.Min(Vector256.Create(255f), Vector256.Shuffle(above, Vector256.Create(3, 3, 3, 3, 7, 7, 7, 7)));
        return Vector256.Min(above, alpha) + under * (Vector256<float>.One - alpha * (1 / 255f));
    }
}
