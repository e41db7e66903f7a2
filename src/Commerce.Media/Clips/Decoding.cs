using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Plays a file of ours from end to end without showing it.</summary>
public static class Decoding
{
    /// <summary>Decodes every frame and all sound.</summary>
    /// <exception cref="MediaException"><c>ffmpeg-failed</c> when anything in it is broken.</exception>
    public static Task RequireAsync(string path, FfmpegTools? tools = null, CancellationToken cancellation = default) =>
        FfmpegProcess.RunAsync((tools ?? FfmpegTools.Find()).Ffmpeg,
            [.. FfmpegArguments.Begin, "-xerror", "-err_detect", "explode", .. FfmpegArguments.Clip(path), "-map", "0:V:0", "-map", "0:a?", "-f", "null", "-"], FfmpegLimits.Looking, null, cancellation);
}
