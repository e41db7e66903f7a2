namespace Commerce.Media.Video;

/// <summary>Reads a video's headers with ffprobe and refuses what must not be decoded.</summary>
public static class VideoProbe
{
    /// <summary>Checks a file on disk.</summary>
    /// <param name="path">The file; its name and ending do not matter.</param>
    /// <exception cref="MediaException">
    /// <c>video-missing</c>, <c>video-empty</c>, <c>video-file-too-large</c>, <c>video-unknown-format</c>, <c>video-damaged</c>,
    /// <c>video-without-pictures</c>, <c>video-too-large</c>, <c>video-too-small</c>, <c>video-too-long</c>, <c>ffmpeg-missing</c>.
    /// </exception>
    public static Task<VideoFacts> ReadAsync(string path, CancellationToken cancellation = default) => ReadAsync(path, null, null, cancellation);

    /// <inheritdoc cref="ReadAsync(string, CancellationToken)"/>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <param name="limits">What to refuse, or null for the usual limits.</param>
    public static async Task<VideoFacts> ReadAsync(string path, FfmpegTools? tools, VideoLimits? limits, CancellationToken cancellation = default)
    {
        var (demuxer, bytes) = Recognise(path, limits ?? VideoLimits.Default);
        var programs = tools ?? FfmpegTools.Find();
        return ProbeReport.Read(await AskAsync(programs, demuxer, Path.GetFullPath(path), cancellation), bytes, limits ?? VideoLimits.Default);
    }

    private static (string Demuxer, long Bytes) Recognise(string path, VideoLimits limits)
    {
        if (!File.Exists(path))
        {
            throw new MediaException("video-missing", "The video's file is no longer there.");
        }
        using var file = File.OpenRead(path);
        if (file.Length > limits.Bytes)
        {
            throw new MediaException("video-file-too-large", $"This video is larger than {limits.Bytes / (1024 * 1024)} MB. Save a smaller copy and try again.");
        }
        return (VideoContainer.Demuxer(file), file.Length);
    }

    private static async Task<byte[]> AskAsync(FfmpegTools tools, string demuxer, string path, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "-hide_banner", "-v", "error", "-max_alloc", "268435456", "-protocol_whitelist", "file", "-f", demuxer,
            "-show_streams", "-show_format", "-of", "json", "-i", FfmpegArguments.File(path),
        ];
        try
        {
            return await FfmpegProcess.RunAsync(tools.Ffprobe, arguments, FfmpegLimits.Reading, null, cancellation);
        }
        catch (MediaException error) when (error.Code is "ffmpeg-failed" or "ffmpeg-too-slow" or "ffmpeg-output-too-large")
        {
            throw VideoContainer.Damaged(error);
        }
    }
}
