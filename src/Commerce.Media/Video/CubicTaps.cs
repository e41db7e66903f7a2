using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>For each column of a film the four columns of a texture that are mixed there: the same for all rows of a frame.</summary>
internal sealed class CubicTaps
{
    private readonly Columns columns;
    private readonly float x;
    private readonly float step;
    private readonly int[] lefts;
    private readonly Vector128<float>[] weights;

    private CubicTaps(Columns columns, float x, float step)
    {
        (this.columns, this.x, this.step) = (columns, x, step);
        (lefts, weights) = (new int[columns.Count], new Vector128<float>[columns.Count]);
        for (var at = 0; at < lefts.Length; at++)
        {
            var place = x + step * (columns.From + at);
            var left = MathF.Floor(place);
            lefts[at] = (int)left - 1;
            weights[at] = Weights(place - left);
        }
    }

    /// <summary>The columns that a texture can show in.</summary>
    /// <param name="x">Texture column of the film's first pixel.</param>
    /// <param name="step">Texture columns per pixel of the film.</param>
    /// <param name="texture">The texture's width.</param>
    internal static Columns Shown(float x, float step, int texture) =>
        new(Math.Max(0, (int)MathF.Ceiling((-1 - x) / step)), (int)MathF.Floor((texture - x) / step) + 1);

    /// <param name="x">Texture column of the film's first pixel.</param>
    /// <param name="step">Texture columns per pixel of the film.</param>
    /// <param name="texture">The texture's width.</param>
    /// <param name="width">The film's.</param>
    internal static CubicTaps For(float x, float step, int texture, int width) => new(Shown(x, step, texture).Within(new Columns(0, width)), x, step);

    /// <summary>Catmull and Rom's weights for four neighbours.</summary>
    internal static Vector128<float> Weights(float t)
    {
        var (square, cube) = (t * t, t * t * t);
        return Vector128.Create(-t + 2 * square - cube, 2 - 5 * square + 3 * cube, t + 4 * square - 3 * cube, cube - square) * 0.5f;
    }

    /// <summary>The film's columns in which some of the texture's can show.</summary>
    internal Columns Touching(Columns inked) =>
        new Columns((int)MathF.Ceiling((inked.From - 2 - x) / step), (int)MathF.Floor((inked.To + 1 - x) / step) + 1).Within(columns);

    /// <summary>The texture's columns that are mixed in some of the film's.</summary>
    internal Columns Reading(Columns drawn) => new(lefts[drawn.From - columns.From], lefts[drawn.To - 1 - columns.From] + 4);

    /// <summary>The first of the four texture columns for some of the film's.</summary>
    internal ReadOnlySpan<int> Lefts(Columns drawn) => lefts.AsSpan(drawn.From - columns.From, drawn.Count);

    /// <summary>The weights of the four texture columns for some of the film's.</summary>
    internal ReadOnlySpan<Vector128<float>> Weights(Columns drawn) => weights.AsSpan(drawn.From - columns.From, drawn.Count);
}
