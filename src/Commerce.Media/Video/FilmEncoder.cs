using System.Globalization;
using Commerce.Media.Provenance;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video;

/// <summary>Paints a film frame by frame into ffmpeg and writes a file every shop and phone plays.</summary>
internal static class FilmEncoder
{
    private const string Limits = "-nostdin -hide_banner -v error -max_alloc 268435456 -protocol_whitelist file,pipe";

    /// <summary>Writes the film and where it came from; the file only appears under its name when it is whole.</summary>
    /// <param name="progress">Told the share of frames painted, 0 to 1.</param>
    internal static async Task WriteAsync(
        Film film, Track sound, FfmpegTools tools, VideoOrder order, string path, IProgress<double>? progress, CancellationToken cancellation)
    {
        var (partial, wave) = (path + ".partial", path + ".wav");
        try
        {
            await File.WriteAllBytesAsync(wave, sound.ToWave(), cancellation);
            await FfmpegProcess.RunAsync(tools.Ffmpeg, Arguments(film, order, Path.GetFullPath(wave), Path.GetFullPath(partial)), FfmpegLimits.Encoding,
                (stream, token) => FeedAsync(film, stream, progress, token), cancellation);
            if (order.Format == VideoFormat.Mp4)
            {
                await FilmMark.WriteAsync(partial, SourceType.CompositeSynthetic, cancellation);
            }
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
            File.Delete(wave);
        }
    }

    /// <summary>One frame of a written film, decoded to three bytes a pixel.</summary>
    internal static Task<byte[]> DecodeAsync(VideoFormat format, FfmpegTools tools, string path, int frame, CancellationToken cancellation) =>
        FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            .. Limits.Split(' '), "-threads", "2",
            "-f", format == VideoFormat.Mp4 ? "mov" : "matroska", "-ss", string.Create(CultureInfo.InvariantCulture, $"{(frame - 0.25) / Film.FrameRate:0.0000}"), "-i", "file:" + Path.GetFullPath(path),
            "-frames:v", "1", "-vf", "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int+full_chroma_inp+bitexact",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
        ], FfmpegLimits.Encoding, null, cancellation);

    /// <summary>Paints each frame while the one before it is read.</summary>
    internal static async Task FeedAsync(Film film, Stream stream, IProgress<double>? progress, CancellationToken cancellation)
    {
        var painter = new FilmPainter(film);
        var writing = Task.CompletedTask;
        for (var frame = 0; frame < film.Frames; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            var painted = painter.Next();
            await writing;
            writing = stream.WriteAsync(painted, cancellation).AsTask();
            progress?.Report((frame + 1) / (double)film.Frames);
        }
        await writing;
    }

    /// <summary>What ffmpeg is told; its input is raw frames.</summary>
    internal static string[] Arguments(Film film, VideoOrder order, string wave, string path) =>
    [
        .. Limits.Split(' '), "-y",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-color_range", "tv", "-video_size", $"{film.Width}x{film.Height}", "-framerate", $"{Film.FrameRate}", "-i", "pipe:0",
        "-f", "wav", "-i", "file:" + wave,
        "-map", "0:v:0", "-map", "1:a:0",
        .. Coding(order.Format),
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1",
        // Packets of sound wait for their pictures however slowly these are painted; otherwise the order in the file would depend on the machine's load.
        "-max_interleave_delta", "0",
        "-metadata", "title=" + Plain(order.Title),
        "-metadata", "comment=Digital source type: " + SourceType.Prefix + SourceType.CompositeSynthetic,
        "file:" + path,
    ];

    private static string[] Coding(VideoFormat format) => format == VideoFormat.Mp4
        ? [
            "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", "14", "-maxrate", "10M", "-bufsize", "12M", "-bf", "2", "-g", "240", "-threads", "2",
            "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", "-f", "mp4",
        ]
        : [
            "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-row-mt", "1", "-crf", "26", "-b:v", "8M", "-g", "240", "-threads", "2",
            "-c:a", "libopus", "-b:a", "128k", "-f", "webm",
        ];

    private static string Plain(string text) => new([.. text.Where(letter => !char.IsControl(letter)).Take(200)]);
}
