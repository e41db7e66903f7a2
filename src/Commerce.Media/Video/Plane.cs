using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A sheet with one straight slanted edge, like cut paper. A point is on it while its distance along the slant stays below the edge's.</summary>
internal readonly struct Plane
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

    /// <summary>Mixes another row in where the sheet lies.</summary>
    /// <param name="soft">Width of the edge in pixels: one when still, more when it moves fast, as a shutter would show it.</param>
    internal void Reveal(Span<Vector128<float>> row, ReadOnlySpan<Vector128<float>> above, int y, float edge, float soft)
    {
        var (distance, step) = (edge - 0.5f * cosine - (y + 0.5f) * sine, cosine);
        for (var x = 0; x < row.Length; x++)
        {
            var share = Math.Clamp((distance - x * step) / soft + 0.5f, 0, 1);
            row[x] += (above[x] - row[x]) * share;
        }
    }

    /// <summary>Lays the sheet in one colour with a soft shade beside its edge.</summary>
    internal void Lay(Span<Vector128<float>> row, int y, float edge, float soft, Vector128<float> colour, float shade)
    {
        const float ShadeStrength = 0.16f;
        var (distance, step) = (edge - 0.5f * cosine - (y + 0.5f) * sine, cosine);
        for (var x = 0; x < row.Length; x++)
        {
            var inside = distance - x * step;
            if (inside < -shade)
            {
                continue;
            }
            var share = Math.Clamp(inside / soft + 0.5f, 0, 1);
            var near = Math.Min(1, 1 + inside / shade);
            var under = share >= 1 ? Vector128<float>.Zero : row[x] * (1 - ShadeStrength * near * near);
            row[x] = under + (colour - under) * share;
        }
    }
}
