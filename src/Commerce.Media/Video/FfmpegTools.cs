namespace Commerce.Media.Video;

/// <summary>Where the machine's ffmpeg and ffprobe are.</summary>
/// <param name="Ffmpeg">Absolute path of ffmpeg.</param>
/// <param name="Ffprobe">Absolute path of ffprobe.</param>
public sealed record FfmpegTools(string Ffmpeg, string Ffprobe)
{
    /// <summary>Finds both programs: beside the named one, else as <c>Media__Ffmpeg</c> says, else on the search path.</summary>
    /// <param name="path">Path of ffmpeg, or null to search.</param>
    /// <exception cref="MediaException">Code <c>ffmpeg-missing</c>.</exception>
    public static FfmpegTools Find(string? path = null)
    {
        var named = string.IsNullOrWhiteSpace(path) ? Environment.GetEnvironmentVariable("Media__Ffmpeg") : path;
        var ffmpeg = string.IsNullOrWhiteSpace(named) ? OnSearchPath("ffmpeg") : Existing(named);
        var ffprobe = ffmpeg is null ? null : Existing(Path.Combine(Path.GetDirectoryName(ffmpeg)!, Program("ffprobe")));
        return ffmpeg is not null && ffprobe is not null
            ? new FfmpegTools(ffmpeg, ffprobe)
            : throw new MediaException("ffmpeg-missing",
                "Videos need the programs ffmpeg and ffprobe, which were not found on this machine. Install the package ffmpeg (version 5.1 or later), or set Media:Ffmpeg to its path.");
    }

    /// <summary>A helper program on the search path, or null.</summary>
    internal static string? OnSearchPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Existing(Path.Combine(folder, Program(name)))).FirstOrDefault(found => found is not null);

    private static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static string? Existing(string path) => File.Exists(path) ? Path.GetFullPath(path) : null;
}
