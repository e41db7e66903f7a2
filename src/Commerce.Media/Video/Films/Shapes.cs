using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>Flat shapes with smooth edges, drawn a row at a time.</summary>
internal static class Shapes
{
    /// <summary>A rectangle with round corners; colours are premultiplied by 255 as film rows hold them.</summary>
    internal static void Rounded(Span<Vector128<float>> row, int y, Columns columns, Area area, float radius, Vector128<float> colour, float opacity = 1)
    {
        var rim = Math.Min(Math.Clamp(y + 1 - area.Top, 0, 1), Math.Clamp(area.Bottom - y, 0, 1)) * opacity;
        var (from, to) = Reach(columns, y, area, radius, out var inset);
        for (var x = from; x < to; x++)
        {
            row[x] += (colour - row[x]) * (Edge(x, area, inset) * rim);
        }
    }

    /// <summary>Another row, seen through a rectangle with round corners.</summary>
    internal static void Window(Span<Vector128<float>> row, ReadOnlySpan<Vector128<float>> seen, int y, Columns columns, Area area, float radius)
    {
        var (from, to) = Reach(columns, y, area, radius, out var inset);
        for (var x = from; x < to; x++)
        {
            row[x] += (seen[x] - row[x]) * Edge(x, area, inset);
        }
    }

    /// <summary>Part of a straight line with round ends, from its first point on.</summary>
    internal static void Stroke(Span<Vector128<float>> row, int y, Columns columns, float x0, float y0, float x1, float y1, float thick, Vector128<float> colour, float share)
    {
        var (endX, endY, down) = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, y + 0.5f);
        if (share <= 0 || down < Math.Min(y0, endY) - thick || down > Math.Max(y0, endY) + thick)
        {
            return;
        }
        var (alongX, alongY) = (endX - x0, endY - y0);
        var square = Math.Max(1e-3f, alongX * alongX + alongY * alongY);
        for (var x = Math.Max(columns.From, (int)(Math.Min(x0, endX) - thick)); x < Math.Min(columns.To, (int)(Math.Max(x0, endX) + thick) + 1); x++)
        {
            var place = Math.Clamp(((x + 0.5f - x0) * alongX + (down - y0) * alongY) / square, 0, 1);
            var (offX, offY) = (x + 0.5f - x0 - alongX * place, down - y0 - alongY * place);
            row[x] += (colour - row[x]) * Math.Clamp(thick / 2 + 0.5f - MathF.Sqrt(offX * offX + offY * offY), 0, 1);
        }
    }

    private static float Edge(int x, Area area, float inset) =>
        Math.Min(Math.Clamp(x + 1 - area.Left - inset, 0, 1), Math.Clamp(area.Right - inset - x, 0, 1));

    private static (int From, int To) Reach(Columns columns, int y, Area area, float radius, out float inset)
    {
        inset = 0;
        if (y + 1 <= area.Top || y >= area.Bottom || area.Width <= 0)
        {
            return (0, 0);
        }
        var round = Math.Min(radius, Math.Min(area.Width, area.Height) / 2);
        var over = Math.Max(0, Math.Max(area.Top + round - y - 0.5f, y + 0.5f - (area.Bottom - round)));
        inset = round - MathF.Sqrt(Math.Max(0, round * round - over * over));
        return (Math.Max(columns.From, (int)(area.Left + inset)), Math.Min(columns.To, (int)(area.Right - inset) + 1));
    }
}
