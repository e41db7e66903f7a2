namespace Commerce.Media.Clips;

/// <summary>A sound under the whole film; repeated when it is shorter.</summary>
/// <param name="Source">A sound file (WAV, MP3, AAC in MP4) or a clip with sound.</param>
/// <param name="Volume">1 as it is.</param>
/// <param name="Ducks">Whether it gets quieter while the clips are heard.</param>
public sealed record SoundBed(string Source, double Volume = 0.5, bool Ducks = true);
