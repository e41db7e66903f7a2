using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>
/// How every clip of the house is stored, so that clips can be joined without encoding them again: H.264 High, yuv420p, bt709,
/// 30 frames a second on a fixed time base, a closed group of pictures each second, and AAC in stereo at 48 kHz.
/// </summary>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
public sealed record HouseProfile(int Width, int Height)
{
    /// <summary>Frames a second.</summary>
    public const int FrameRate = 30;

    /// <summary>Samples of sound a second.</summary>
    public const int SampleRate = 48_000;

    internal const int SamplesPerFrame = SampleRate / FrameRate;
    internal const int TimeScale = 15_360;
    internal const int FrameStep = TimeScale / FrameRate;
    internal const int KeyEvery = FrameRate;
    internal const int SoundPacket = 1024;

    // Part of the name of every stored piece: change it with any setting below, and nothing old is joined with anything new.
    internal const string Version = "house-1";

    /// <summary>1080 × 1920, as phones show it.</summary>
    public static HouseProfile Portrait { get; } = new(1080, 1920);

    /// <summary>1920 × 1080.</summary>
    public static HouseProfile Landscape { get; } = new(1920, 1080);

    /// <summary>1080 × 1080.</summary>
    public static HouseProfile Square { get; } = new(1080, 1080);

    /// <summary>The first frame at or after a time.</summary>
    internal static int Frame(TimeSpan time) => (int)Math.Round(time.TotalSeconds * FrameRate);

    /// <summary>When a frame is shown.</summary>
    internal static TimeSpan At(int frame) => TimeSpan.FromTicks((long)Math.Round(frame * (double)TimeSpan.TicksPerSecond / FrameRate));

    // "stitchable" keeps what the frames hold out of the stream's header, so that two clips have the same header.
    internal static string[] VideoArguments { get; } =
    [
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p", "-crf", "17", "-maxrate", "12M", "-bufsize", "16M",
        "-bf", "2", "-g", "30", "-keyint_min", "30", "-sc_threshold", "0", "-flags:v", "+cgop+bitexact", "-x264-params", "stitchable=1:open-gop=0", "-threads", "2",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv", "-video_track_timescale", "15360",
    ];

    internal static string[] SoundArguments { get; } = ["-c:a", "aac", "-b:a", "160k", "-ac", "2", "-ar", "48000", "-flags:a", "+bitexact"];

    /// <exception cref="MediaException">Code <c>size-unsupported</c>.</exception>
    internal void Require()
    {
        if (Width % 2 + Height % 2 > 0 || Math.Min(Width, Height) < 64 || Math.Max(Width, Height) > 1920)
        {
            throw new MediaException("size-unsupported", "Clips can be made from 64 to 1920 pixels wide and high, in even numbers.");
        }
    }

    /// <summary>The filter that brings frames of any kind to this profile; exactly this many come out.</summary>
    internal string Filter(VideoFacts facts, int frames)
    {
        var range = facts.IsHighRange ? "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p," : "";
        return $"{range}fps={FrameRate}:start_time=0,scale=iw*sar:ih,setsar=1,scale={Width}:{Height}:force_original_aspect_ratio=increase:flags=lanczos+accurate_rnd:out_color_matrix=bt709:out_range=tv,"
            + $"crop={Width}:{Height},setsar=1,format=yuv420p,tpad=stop_mode=clone:stop={FrameRate},trim=end_frame={frames},setpts=N/{FrameRate}/TB";
    }
}
