namespace Commerce.Media.Video;

/// <summary>What the headers say of a sound track.</summary>
/// <param name="Codec">ffmpeg's name, for example <c>aac</c>.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">1 for mono, 2 for stereo.</param>
public sealed record SoundFacts(string Codec, int SampleRate, int Channels);
