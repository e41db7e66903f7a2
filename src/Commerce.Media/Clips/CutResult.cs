using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>A film made from a cut list.</summary>
/// <param name="Path">The file.</param>
/// <param name="Facts">What its headers say.</param>
/// <param name="Frames">Frames of the film.</param>
/// <param name="EncodedFrames">How many of them had to be encoded; the others were there from an earlier film or from the clip itself.</param>
/// <param name="SoundEncoded">Whether the sound had to be mixed and encoded.</param>
public sealed record CutResult(string Path, VideoFacts Facts, int Frames, int EncodedFrames, bool SoundEncoded);
