namespace Commerce.Media.Video.Sound;

/// <summary>How a film's music moves.</summary>
/// <param name="BeatsPerMinute">Tempo.</param>
/// <param name="Density">1 for eighth notes, 2 for sixteenths.</param>
/// <param name="Pulse">Strength of the low beat, 0 for none.</param>
internal sealed record Mood(float BeatsPerMinute, int Density, float Pulse)
{
    internal static Mood Calm { get; } = new(72, 1, 0);

    internal static Mood Bright { get; } = new(100, 1, 0.16f);

    internal static Mood Driving { get; } = new(124, 2, 0.34f);
}
