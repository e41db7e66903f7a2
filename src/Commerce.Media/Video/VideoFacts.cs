namespace Commerce.Media.Video;

/// <summary>What a video's headers say.</summary>
/// <param name="Width">Pixels as shown, after rotation.</param>
/// <param name="Height">Pixels as shown, after rotation.</param>
/// <param name="Duration">Length.</param>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="Codec">ffmpeg's name of the picture codec, for example <c>h264</c>.</param>
/// <param name="PixelFormat">ffmpeg's name, for example <c>yuv420p</c>.</param>
/// <param name="HasAudio">Whether a sound track exists.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="SourceType">The IPTC short name of the digital source type the file carries, or null.</param>
public sealed record VideoFacts(
    int Width, int Height, TimeSpan Duration, double FrameRate, string Codec, string PixelFormat, bool HasAudio, long Bytes, string? SourceType = null);
