using System.Globalization;

namespace Commerce.Media.Video;

/// <summary>The arguments that every run shares: nothing is guessed about a file, and nothing but the named files is opened.</summary>
internal static class FfmpegArguments
{
    internal static string[] Begin { get; } = ["-nostdin", "-hide_banner", "-v", "error", "-y"];

    /// <summary>What makes the same input give the same bytes in a file that starts at once.</summary>
    internal static string[] Finish { get; } = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4"];

    /// <summary>One input, read with exactly this demuxer.</summary>
    /// <param name="before">Options of this input, such as where to start.</param>
    internal static string[] Input(string demuxer, string path, params IReadOnlyList<string> before) =>
        [.. before, "-threads", "2", "-max_alloc", "268435456", "-protocol_whitelist", "file,pipe", "-f", demuxer, "-i", File(path)];

    /// <summary>One input recognised by its own bytes.</summary>
    /// <exception cref="MediaException">As <see cref="VideoContainer.Demuxer"/>.</exception>
    internal static string[] Clip(string path, params IReadOnlyList<string> before)
    {
        using var file = System.IO.File.OpenRead(path);
        return Input(VideoContainer.Demuxer(file), path, before);
    }

    /// <summary>A path that can be taken for nothing but a file.</summary>
    internal static string File(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>A number as ffmpeg reads it.</summary>
    internal static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
