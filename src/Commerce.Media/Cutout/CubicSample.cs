using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>Four pixels in a row that a cubic curve runs through (Catmull and Rom), and how much each counts for a place between the middle two.</summary>
/// <param name="First">The first of the four; it may lie before the picture, as the last may lie beyond it.</param>
/// <param name="Weights">One for each.</param>
internal readonly record struct CubicSample(int First, Vector4 Weights)
{
    internal const int Taps = 4;

    /// <summary>How far samples reach beyond the picture.</summary>
    internal const int Reach = 2;

    /// <summary>A sample for each pixel of an enlarged row or column.</summary>
    internal static CubicSample[] Between(int from, int to)
    {
        var samples = new CubicSample[to];
        for (var at = 0; at < to; at++)
        {
            var place = (at + 0.5) * from / to - 0.5;
            var before = (int)Math.Floor(place);
            samples[at] = Of(before - 1, (float)(place - before));
        }
        return samples;
    }

    private static CubicSample Of(int first, float t) => new(first, 0.5f * new Vector4(
        t * (2 * t - 1 - t * t), 2 + t * t * (3 * t - 5), t * (1 + t * (4 - 3 * t)), t * t * (t - 1)));
}
