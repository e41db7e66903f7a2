using System.Buffers;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>
/// Draws one row of a texture at any fraction of a pixel. Rows and columns are mixed apart from each other, which is
/// exact because films only move and scale, and keeps slow motion free of the steps whole pixels would make.
/// </summary>
internal static class Sampler
{
    /// <summary>Fills a row from an opaque texture; beyond its edges the edge repeats.</summary>
    /// <param name="texture">Where from.</param>
    /// <param name="row">The row to fill.</param>
    /// <param name="y">Texture row, in pixels; whole numbers are pixel centres.</param>
    /// <param name="x">Texture column of the row's first pixel.</param>
    /// <param name="step">Texture columns per pixel of the row.</param>
    internal static void Fill(Texture texture, Span<Vector128<float>> row, float y, float x, float step)
    {
        var last = texture.Width - 1;
        var top = (int)MathF.Floor(y);
        var lines = ArrayPool<Vector128<float>>.Shared.Rent(texture.Width);
        var line = lines.AsSpan(0, texture.Width);
        line.Clear();
        texture.Add(top, 1 - (y - top), 0, line);
        texture.Add(top + 1, y - top, 0, line);
        for (var at = 0; at < row.Length; at++)
        {
            var place = Math.Clamp(x + step * at, 0, last - 0.001f);
            var left = (int)place;
            row[at] = line[left] + (line[left + 1] - line[left]) * (place - left);
        }
        ArrayPool<Vector128<float>>.Shared.Return(lines);
    }

    /// <summary>Lays a texture over a row with a cubic filter, which keeps the product as sharp between pixels as on them.</summary>
    internal static void Over(Texture texture, Span<Vector128<float>> row, float y, float x, float step, float opacity)
    {
        var top = (int)MathF.Floor(y);
        if (top < -2 || top > texture.Height || opacity <= 0)
        {
            return;
        }
        var (from, to) = (Math.Max(0, (int)MathF.Ceiling((-1 - x) / step)), Math.Min(row.Length - 1, (int)MathF.Floor((texture.Width - x) / step)));
        if (from > to)
        {
            return;
        }
        const int Margin = 3;
        var lines = ArrayPool<Vector128<float>>.Shared.Rent(texture.Width + 2 * Margin);
        var line = lines.AsSpan(0, texture.Width + 2 * Margin);
        line.Clear();
        var vertical = Weights(y - top);
        for (var tap = 0; tap < 4; tap++)
        {
            var source = top - 1 + tap;
            if (source >= 0 && source < texture.Height)
            {
                texture.Add(source, vertical[tap] * opacity, 0, line.Slice(Margin, texture.Width));
            }
        }
        for (var at = from; at <= to; at++)
        {
            var place = x + step * at + Margin;
            var left = (int)place;
            var weights = Weights(place - left);
            var above = line[left - 1] * weights[0] + line[left] * weights[1] + line[left + 1] * weights[2] + line[left + 2] * weights[3];
            // The filter overshoots at hard edges; light beyond what the transparency allows would run over when it is stored.
            above = Vector128.Max(above, Vector128<float>.Zero);
            above = Vector128.Min(above, Vector128.Create(Math.Min(255f, above[3])));
            row[at] = above + row[at] * (1 - above[3] * (1 / 255f));
        }
        ArrayPool<Vector128<float>>.Shared.Return(lines);
    }

    /// <summary>Catmull and Rom's weights for four neighbours.</summary>
    private static Vector128<float> Weights(float t)
    {
        var (square, cube) = (t * t, t * t * t);
        return Vector128.Create(-t + 2 * square - cube, 2 - 5 * square + 3 * cube, t + 4 * square - 3 * cube, cube - square) * 0.5f;
    }
}
