using System.Buffers;
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
        var most = texture.Width - 1 - 0.001f;
        var first = (int)Place(x + step * columns.From, most);
        var count = (int)Place(x + step * (columns.To - 1), most) + 2 - first;
        var rented = ArrayPool<Vector128<float>>.Shared.Rent(count);
        var line = rented.AsSpan(0, count);
        var top = (int)MathF.Floor(y);
        texture.MixTwo(top, y - top, first, line);
        for (var at = columns.From; at < columns.To; at++)
        {
            var place = Place(x + step * at, most);
            var left = (int)place;
            var pair = line.Slice(left - first, 2);
            row[at] = pair[0] + (pair[1] - pair[0]) * (place - left);
        }
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
        Lay(row, line, Margin - read.From, taps, drawn);
        ArrayPool<Vector128<float>>.Shared.Return(rented);
    }

    private static void Lay(Span<Vector128<float>> row, ReadOnlySpan<Vector128<float>> line, int shift, CubicTaps taps, Columns drawn)
    {
        var (opaque, share) = (Vector128.Create(255f), Vector128.Create(1 / 255f));
        var lefts = taps.Lefts(drawn);
        var weights = taps.Weights(drawn);
        var target = row[drawn.From..drawn.To];
        for (var at = 0; at < target.Length; at++)
        {
            var four = line.Slice(lefts[at] + shift, 4);
            var weight = weights[at];
            var above = four[0] * weight[0] + four[1] * weight[1] + four[2] * weight[2] + four[3] * weight[3];
            // The filter overshoots at hard edges; light beyond what the transparency allows would run over when it is stored.
            above = Vector128.Max(above, Vector128<float>.Zero);
            var alpha = Vector128.Min(opaque, Vector128.Shuffle(above, Vector128.Create(3, 3, 3, 3)));
            above = Vector128.Min(above, alpha);
            target[at] = above + target[at] * (Vector128<float>.One - alpha * share);
        }
    }

    private static float Place(float place, float most) => place < 0 ? 0 : place > most ? most : place;
}
