using System.Globalization;
using Commerce.Media.Provenance;

namespace Commerce.Media.Video;

/// <summary>Brings clips of strangers to the house's profile: an exact size, H.264 and AAC in an MP4 that every shop and phone plays.</summary>
public static class ClipFitter
{
    private const string Scale = "force_original_aspect_ratio=increase:flags=lanczos";

    /// <summary>Writes <c>video.mp4</c>, filled by the clip, and <c>poster.jpg</c> into a folder.</summary>
    /// <param name="source">The clip; its headers are checked first.</param>
    /// <param name="width">Pixels, even.</param>
    /// <param name="height">Pixels, even.</param>
    /// <param name="sourceType">The mark of its origin, see <see cref="SourceType"/>.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>ffmpeg-failed</c> and <c>ffmpeg-too-slow</c>.</exception>
    public static async Task<(string Path, string PosterPath, VideoFacts Facts)> FillAsync(
        string source, int width, int height, string sourceType, string folder, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        await VideoProbe.ReadAsync(source, programs, null, cancellation);
        Directory.CreateDirectory(folder);
        var (video, poster) = (Path.Combine(folder, "video.mp4"), Path.Combine(folder, "poster.jpg"));
        var partial = video + ".partial";
        try
        {
            await FfmpegProcess.RunAsync(programs.Ffmpeg, Arguments(source, width, height, sourceType, partial), FfmpegLimits.Encoding, null, cancellation);
            await FilmMark.WriteAsync(partial, sourceType, cancellation);
            File.Move(partial, video, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        await FfmpegProcess.RunAsync(programs.Ffmpeg, [.. FfmpegArguments.Begin, .. FfmpegArguments.Input("mov", video), "-frames:v", "1", "-q:v", "3", "-f", "image2", "-update", "1", FfmpegArguments.File(poster)], FfmpegLimits.Encoding, null, cancellation);
        await File.WriteAllBytesAsync(poster, SourceTypeMark.Write(await File.ReadAllBytesAsync(poster, cancellation), sourceType), cancellation);
        return (video, poster, await VideoProbe.ReadAsync(video, programs, null, cancellation));
    }

    private static string[] Arguments(string source, int width, int height, string sourceType, string path) =>
    [
        .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source),
        "-map", "0:V:0", "-map", "0:a:0?",
        "-vf", string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:{Scale},crop={width}:{height},setsar=1,format=yuv420p"),
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", "16", "-maxrate", "10M", "-bufsize", "12M", "-threads", "2",
        "-c:a", "aac", "-b:a", "160k", "-ac", "2", "-map_metadata", "-1", "-map_chapters", "-1",
        "-metadata", "comment=Digital source type: " + SourceType.Prefix + sourceType,
        "-movflags", "+faststart", "-f", "mp4", FfmpegArguments.File(path),
    ];
}
