using System.Globalization;
using System.Text;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Small things made of a clip for pages: a thumbnail, a moving preview, a sheet to scrub over, the shape of its sound.</summary>
public static class ClipStills
{
    private const int ThumbnailWidth = 480;

    /// <summary>Writes one frame as a JPEG, at most 480 pixels wide.</summary>
    /// <param name="at">When; held to the clip's length.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>ffmpeg-failed</c>.</exception>
    public static async Task ThumbnailAsync(string source, TimeSpan at, string target, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        var last = facts.Duration - TimeSpan.FromSeconds(1.5 / Math.Max(facts.FrameRate, 1));
        var seconds = Math.Clamp(at.TotalSeconds, 0, Math.Max(0, last.TotalSeconds));
        await NewFile.WriteAsync(target, partial => FfmpegProcess.RunAsync(programs.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source, "-ss", FfmpegArguments.Number(seconds)), "-map", "0:V:0", "-frames:v", "1",
            "-vf", $"{Shrink(ThumbnailWidth)},format=yuvj420p", "-q:v", "3", "-flags:v", "+bitexact", "-fflags", "+bitexact", "-f", "image2", "-update", "1", FfmpegArguments.File(partial),
        ], FfmpegLimits.Encoding, null, cancellation));
    }

    /// <summary>Writes a silent WebP of up to four seconds from the clip's beginning, third and two thirds, 240 pixels wide, that starts again by itself.</summary>
    /// <inheritdoc cref="ThumbnailAsync"/>
    public static async Task HoverAsync(string source, string target, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        var length = facts.Duration.TotalSeconds;
        var parts = length <= 4 ? [0.0] : (double[])[0, length / 3, length * 2 / 3];
        var each = length <= 4 ? length : 4.0 / 3;
        var inputs = parts.SelectMany(start => FfmpegArguments.Clip(source, "-ss", FfmpegArguments.Number(start), "-t", FfmpegArguments.Number(each)));
        var looks = parts.Select((_, at) => $"[{at}:V:0]fps=12:start_time=0,{Shrink(240)},setpts=N/12/TB[p{at}];");
        var joined = string.Concat(looks) + string.Concat(parts.Select((_, at) => $"[p{at}]")) + $"concat=n={parts.Length}:v=1:a=0[v]";
        await NewFile.WriteAsync(target, partial => FfmpegProcess.RunAsync(programs.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. inputs, "-filter_complex", joined, "-map", "[v]", "-an", "-c:v", "libwebp", "-quality", "55", "-compression_level", "4", "-loop", "0",
            "-f", "webp", FfmpegArguments.File(partial),
        ], FfmpegLimits.Encoding, null, cancellation));
    }

    /// <summary>Writes one JPEG with a hundred frames or fewer, and the WebVTT map that says which part shows which moment.</summary>
    /// <param name="sheet">Path of the JPEG.</param>
    /// <param name="address">How the map names the sheet, for example its file name.</param>
    /// <returns>The map.</returns>
    /// <inheritdoc cref="ThumbnailAsync"/>
    public static async Task<string> ScrubAsync(string source, string sheet, string address, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        const int columns = 10, width = 160;
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        var step = Math.Max(0.5, Math.Ceiling(facts.Duration.TotalSeconds / 100 * 2) / 2);
        var count = (int)Math.Clamp(Math.Ceiling(facts.Duration.TotalSeconds / step), 1, 100);
        var (rows, height) = ((count + columns - 1) / columns, Math.Max(2, (int)Math.Round(width * (double)facts.Height / facts.Width / 2) * 2));
        await NewFile.WriteAsync(sheet, partial => FfmpegProcess.RunAsync(programs.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source), "-map", "0:V:0",
            "-vf", $"fps={FfmpegArguments.Number(1 / step)}:start_time=0:round=up,scale={width}:{height}:flags=area,tpad=stop_mode=clone:stop=2,trim=end_frame={count},tile={Math.Min(count, columns)}x{rows},format=yuvj420p",
            "-frames:v", "1", "-q:v", "5", "-flags:v", "+bitexact", "-fflags", "+bitexact", "-f", "image2", "-update", "1", FfmpegArguments.File(partial),
        ], FfmpegLimits.Encoding, null, cancellation));
        var map = new StringBuilder("WEBVTT\n");
        for (var at = 0; at < count; at++)
        {
            var end = at == count - 1 ? facts.Duration : TimeSpan.FromSeconds((at + 1) * step);
            map.Append(CultureInfo.InvariantCulture, $"\n{TimeSpan.FromSeconds(at * step):hh\\:mm\\:ss\\.fff} --> {end:hh\\:mm\\:ss\\.fff}\n{address}#xywh={at % columns * width},{at / columns * height},{width},{height}\n");
        }
        return map.ToString();
    }

    private static string Shrink(int width) => $"scale=iw*sar:ih,setsar=1,scale='min({width},iw)':-2:flags=area";
}
