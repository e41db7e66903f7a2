using Commerce.Media.Clips;
using Commerce.Media.Provenance;

namespace Commerce.Media.Video;

/// <summary>Brings clips of strangers to an exact size in the house's profile (see <see cref="HouseProfile"/>), whatever they claim to be, and marks their origin.</summary>
public static class ClipFitter
{
    /// <summary>Writes <c>video.mp4</c>, filled by the clip, and <c>poster.jpg</c> into a folder.</summary>
    /// <param name="source">The clip; its headers are checked first.</param>
    /// <param name="width">Pixels, even.</param>
    /// <param name="height">Pixels, even.</param>
    /// <param name="sourceType">The mark of its origin, see <see cref="SourceType"/>.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>video-damaged</c> when it ends before it says, <c>size-unsupported</c>, <c>ffmpeg-failed</c> and <c>ffmpeg-too-slow</c>.</exception>
    public static async Task<(string Path, string PosterPath, VideoFacts Facts)> FillAsync(
        string source, int width, int height, string sourceType, string folder, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        var profile = new HouseProfile(width, height);
        profile.Require();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        Directory.CreateDirectory(folder);
        var (video, poster) = (Path.Combine(folder, "video.mp4"), Path.Combine(folder, "poster.jpg"));
        var partial = video + ".partial";
        try
        {
            // Always encoded, also where the headers say that nothing need be done: what lies behind them is a stranger's.
            await ClipNormaliser.EncodeAsync(source, facts, 0, ClipNormaliser.Frames(facts), profile, partial, null, programs, cancellation);
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
}
