using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A sheet with one straight slanted edge, like cut paper. A point is on it while its distance along the slant stays below the edge's.</summary>
internal readonly record struct Plane
{
    private readonly float cosine;
    private readonly float sine;

    /// <summary>Turns are in degrees: 0 slides left to right, 90 top to bottom, 180 right to left, 270 bottom to top.</summary>
    internal Plane(float turn) => (cosine, sine) = (MathF.Cos(turn * MathF.PI / 180), MathF.Sin(turn * MathF.PI / 180));

    /// <summary>The edge's distance at which the sheet just begins to show (0) or covers all of the film (1), and any share between.</summary>
    internal float Edge(float share, int width, int height)
    {
        var least = Math.Min(0, width * cosine) + Math.Min(0, height * sine);
        var most = Math.Max(0, width * cosine) + Math.Max(0, height * sine);
        return least + (most - least) * share;
    }

    /// <summary>
    /// The columns of a row that are surely on the sheet, and those about its edge; what is in neither is surely beside it.
    /// Columns beyond the film are left out, but even an empty rim stands at the side where the edge is.
    /// </summary>
    /// <param name="inner">How far inside the edge a point is surely on the sheet.</param>
    /// <param name="outer">How far outside the edge a point is surely beside it.</param>
    internal (Columns Inside, Columns Rim) Split(int y, float edge, float inner, float outer, int width)
    {
        var (distance, step) = Along(y, edge);
        if (Math.Abs(step) < 1e-3f)
        {
            return (Columns.None, new Columns(0, width));
        }
        var (near, far) = ((distance - inner) / step, (distance + outer) / step);
        if (step > 0)
        {
            var (ends, rimEnds) = (Column(MathF.Floor(near), width), Column(MathF.Ceiling(far) + 2, width));
            return (new Columns(0, ends), new Columns(ends, rimEnds));
        }
        var (begins, rimBegins) = (Column(MathF.Ceiling(near) + 1, width), Column(MathF.Floor(far) - 1, width));
        return (new Columns(begins, width), new Columns(rimBegins, begins));
    }

    /// <summary>Mixes another row in where the sheet lies.</summary>
    /// <param name="soft">Width of the edge in pixels: one when still, more when it moves fast, as a shutter would show it.</param>
    internal void Reveal(Span<Vector128<float>> row, ReadOnlySpan<Vector128<float>> above, int y, float edge, float soft, Columns columns)
    {
        var (distance, step) = Along(y, edge);
        for (var x = columns.From; x < columns.To; x++)
        {
            var share = Math.Clamp((distance - x * step) / soft + 0.5f, 0, 1);
            row[x] += (above[x] - row[x]) * share;
        }
    }

    /// <summary>Lays the sheet in one colour with a soft shade beside its edge.</summary>
    internal void Lay(Span<Vector128<float>> row, int y, float edge, float soft, Vector128<float> colour, float shade, Columns columns)
    {
        const float ShadeStrength = 0.16f;
        var (inside, rim) = Split(y, edge, soft, shade, row.Length);
        var full = inside.Within(columns);
        if (!full.Empty)
        {
            row[full.From..full.To].Fill(colour);
        }
        var (distance, step) = Along(y, edge);
        var edged = rim.Within(columns);
        for (var x = edged.From; x < edged.To; x++)
        {
            var deep = distance - x * step;
            if (deep < -shade)
            {
                continue;
            }
            var share = Math.Clamp(deep / soft + 0.5f, 0, 1);
            var near = Math.Min(1, 1 + deep / shade);
            var under = share >= 1 ? Vector128<float>.Zero : row[x] * (1 - ShadeStrength * near * near);
            row[x] = under + (colour - under) * share;
        }
    }

    private static int Column(float place, int width) => (int)Math.Clamp(place, 0, width);

    private (float Distance, float Step) Along(int y, float edge) => (edge - 0.5f * cosine - (y + 0.5f) * sine, cosine);
}
