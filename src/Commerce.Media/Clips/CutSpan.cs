using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>One clip of a film in frames of the house's rate.</summary>
/// <param name="First">Its first frame that is kept.</param>
/// <param name="Frames">Frames that are kept.</param>
/// <param name="Shared">How many of them are seen together with the clip before.</param>
internal sealed record CutSpan(Cut Cut, VideoFacts Facts, int First, int Frames, int Shared);
