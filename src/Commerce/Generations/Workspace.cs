namespace Commerce.Generations;

/// <summary>A private folder for one step's files, gone when the step is over.</summary>
public sealed class Workspace : IDisposable
{
    // Longer than any step may take, so what is older belongs to a process that was killed.
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(6);
    private const string Prefix = "commerce-work-";

    private Workspace(string folder) => Folder = folder;

    public string Folder { get; }

    public static Workspace Create() => new(Directory.CreateTempSubdirectory(Prefix).FullName);

    /// <summary>Removes what killed processes left on this machine.</summary>
    /// <returns>How many folders there were.</returns>
    public static int RemoveAbandoned(TimeProvider time)
    {
        var oldest = (time.GetUtcNow() - LongestUse).UtcDateTime;
        var abandoned = new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories($"{Prefix}*").Where(folder => folder.LastWriteTimeUtc < oldest).ToList();
        return abandoned.Count(folder => TryDelete(folder.FullName));
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    // A child process may still be closing a file; a later start takes the rest.
    public void Dispose() => TryDelete(Folder);

    private static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
