namespace Commerce.Media.Video;

/// <summary>How motion starts and stops. All take and give 0 to 1.</summary>
internal static class Ease
{
    /// <summary>Progress of a stretch of time, 0 before and 1 after it.</summary>
    internal static float Span(float now, float start, float length) => Math.Clamp((now - start) / length, 0, 1);

    /// <summary>Sets off and settles softly, for cameras.</summary>
    internal static float Camera(float t) => t * t * t * (t * (6 * t - 15) + 10);

    /// <summary>Swift in the middle, for wipes.</summary>
    internal static float Both(float t) => t < 0.5f ? 8 * t * t * t * t : 1 - 8 * MathF.Pow(1 - t, 4);

    /// <summary>Arrives at speed and settles, for entrances.</summary>
    internal static float Out(float t) => 1 - MathF.Pow(1 - t, 4);
}
