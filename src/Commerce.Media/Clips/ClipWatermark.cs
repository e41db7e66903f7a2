using Commerce.Media.Compose;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Lays the plate of <see cref="Watermark"/> over every frame of a clip. The same input gives the same bytes.</summary>
public static class ClipWatermark
{
    /// <summary>Writes the marked clip as MP4; its frames keep their times and its sound is copied.</summary>
    /// <param name="source">A clip of any accepted kind.</param>
    /// <param name="target">Path of the file to write; it only appears when it is whole.</param>
    /// <param name="words">What the plate says.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>.</exception>
    public static async Task StampAsync(
        string source, string target, string words = Watermark.DefaultWords, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        await NewFile.WriteAsync(target, async partial =>
        {
            using var room = new WorkRoom();
            var plate = room.File("png");
            await File.WriteAllBytesAsync(plate, Watermark.Overlay(facts.Width, facts.Height, words), cancellation);
            await FfmpegProcess.RunAsync(programs.Ffmpeg,
            [
                .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source), .. FfmpegArguments.Input("png_pipe", plate),
                "-filter_complex", "[1:v]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[plate];[0:V:0][plate]overlay=format=yuv420[v]", "-map", "[v]", "-map", "0:a?",
                "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p", "-crf", "16", "-maxrate", "10M", "-bufsize", "12M", "-threads", "2",
                "-flags:v", "+bitexact", "-c:a", "copy", .. FfmpegArguments.Finish, FfmpegArguments.File(partial),
            ], FfmpegLimits.Encoding, null, cancellation);
        });
    }
}
