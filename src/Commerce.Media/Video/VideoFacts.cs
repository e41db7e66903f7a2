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
    int Width, int Height, TimeSpan Duration, double FrameRate, string Codec, string PixelFormat, bool HasAudio, long Bytes, string? SourceType = null)
{
    /// <summary><c>mp4</c>, <c>mov</c> or <c>webm</c>, as the file says of itself.</summary>
    public string Container { get; init; } = "";

    /// <summary>Degrees the frames are turned clockwise to be shown: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>Whether frames come at uneven times.</summary>
    public bool IsUneven { get; init; }

    /// <summary>Bits a second over all tracks.</summary>
    public long BitRate { get; init; }

    /// <summary>The colours' primaries, curve and matrix by ffmpeg's names; <c>unknown</c> where the file does not say.</summary>
    public (string Primaries, string Curve, string Matrix) Colour { get; init; } = ("unknown", "unknown", "unknown");

    /// <summary>Whether the colours are brighter than ordinary screens show (PQ or HLG).</summary>
    public bool IsHighRange => Colour.Curve is "smpte2084" or "arib-std-b67";

    /// <summary>How many sound tracks there are.</summary>
    public int SoundTracks { get; init; }

    /// <summary>The first sound track, or null when there is none.</summary>
    public SoundFacts? Sound { get; init; }
}
