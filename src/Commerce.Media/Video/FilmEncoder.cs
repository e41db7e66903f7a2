using System.Globalization;
using Commerce.Media.Provenance;

namespace Commerce.Media.Video;

/// <summary>Paints a film frame by frame into ffmpeg and writes an MP4 every shop and phone plays.</summary>
internal static class FilmEncoder
{
    /// <summary>Writes the film and where it came from; the file only appears under its name when it is whole.</summary>
    internal static async Task WriteAsync(Film film, FfmpegTools tools, string title, string path, CancellationToken cancellation)
    {
        var partial = path + ".partial";
        try
        {
            await FfmpegProcess.RunAsync(tools.Ffmpeg, Arguments(film, title, Path.GetFullPath(partial)), FfmpegLimits.Encoding,
                (stream, token) => FeedAsync(film, stream, token), cancellation);
            await FilmMark.WriteAsync(partial, SourceType.CompositeSynthetic, cancellation);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>One frame of a written film, decoded to three bytes a pixel.</summary>
    internal static Task<byte[]> DecodeAsync(Film film, FfmpegTools tools, string path, int frame, CancellationToken cancellation) =>
        FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            "-nostdin", "-hide_banner", "-v", "error", "-threads", "2", "-max_alloc", "268435456", "-protocol_whitelist", "file,pipe",
            "-f", "mov", "-ss", string.Create(CultureInfo.InvariantCulture, $"{(frame - 0.25) / Film.FrameRate:0.0000}"), "-i", "file:" + Path.GetFullPath(path),
            "-frames:v", "1", "-vf", "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int+full_chroma_inp+bitexact",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
        ], FfmpegLimits.Encoding, null, cancellation);

    private static async Task FeedAsync(Film film, Stream stream, CancellationToken cancellation)
    {
        FilmFrame[] frames = [new(film.Width, film.Height), new(film.Width, film.Height)];
        var writing = Task.CompletedTask;
        for (var frame = 0; frame < film.Frames; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            var canvas = frames[frame & 1];
            canvas.Paint(film.At(frame / (float)Film.FrameRate));
            await writing;
            writing = stream.WriteAsync(canvas.Pixels, cancellation).AsTask();
        }
        await writing;
    }

    // There is no sound track: the film has nothing to say aloud, and a silent track would make players offer a volume control.
    private static string[] Arguments(Film film, string title, string path) =>
    [
        "-nostdin", "-hide_banner", "-v", "error", "-y", "-max_alloc", "268435456", "-protocol_whitelist", "file,pipe",
        "-f", "rawvideo", "-pix_fmt", "rgb0", "-video_size", $"{film.Width}x{film.Height}", "-framerate", $"{Film.FrameRate}", "-i", "pipe:0",
        "-map", "0:v:0", "-an", "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+bitexact,format=yuv420p",
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", "14", "-maxrate", "10M", "-bufsize", "12M", "-bf", "2", "-g", "240", "-threads", "2",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1",
        "-metadata", "title=" + Plain(title),
        "-metadata", "comment=Digital source type: " + SourceType.Prefix + SourceType.CompositeSynthetic,
        "-movflags", "+faststart", "-f", "mp4", "file:" + path,
    ];

    private static string Plain(string text) => new([.. text.Where(letter => !char.IsControl(letter)).Take(200)]);
}
