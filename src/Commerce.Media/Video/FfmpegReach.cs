namespace Commerce.Media.Video;

/// <summary>The files one run may touch: those its arguments name, and what the program itself is made of.</summary>
/// <param name="Readable">Files and folders that may be read.</param>
/// <param name="Writable">Folders in which files may be written.</param>
internal sealed record FfmpegReach(IReadOnlyList<string> Readable, IReadOnlyList<string> Writable)
{
    private static readonly string[] System = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/opt", "/nix/store", "/dev/null", "/dev/urandom"];

    /// <summary>What follows <c>-i</c> may be read, a list of files with the folder it lies in; any other absolute path is written.</summary>
    internal static FfmpegReach Of(string program, IReadOnlyList<string> arguments)
    {
        var (readable, writable) = (new List<string>(System) { Path.GetDirectoryName(program) ?? "/" }, new List<string>());
        for (var at = 0; at < arguments.Count; at++)
        {
            if (PathIn(arguments[at]) is not { } path)
            {
                continue;
            }
            var input = at > 0 && arguments[at - 1] == "-i";
            var list = at > 2 && arguments[at - 3] == "-f" && arguments[at - 2] == "concat";
            (input ? readable : writable).Add(input && !list ? path : Path.GetDirectoryName(path) ?? path);
            // A rule for a folder does not reach through the links in it.
            readable.AddRange(list ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!) : []);
        }
        return new FfmpegReach(readable, writable);
    }

    private static string? PathIn(string argument)
    {
        var path = argument.StartsWith("file:", StringComparison.Ordinal) ? argument[5..] : argument;
        return path.StartsWith('/') ? path : null;
    }
}
