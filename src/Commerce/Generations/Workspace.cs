namespace Commerce.Generations;

/// <summary>A private folder for one row's files, made when it is first asked for and gone when the work is over.</summary>
public sealed class Workspace : IDisposable
{
    // Longer than any step may take, so what is older belongs to a process that was killed.
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(6);
    private const string Prefix = "commerce-work-";

    private readonly Lock making = new();
    private string? folder;

    private Workspace()
    {
    }

    public string Folder
    {
        get
        {
            lock (making)
            {
                return folder ??= Directory.CreateTempSubdirectory(Prefix).FullName;
            }
        }
    }

    public static Workspace Create() => new();

    /// <summary>Removes what killed processes left on this machine.</summary>
    public static void RemoveAbandoned(TimeProvider time)
    {
        var oldest = (time.GetUtcNow() - LongestUse).UtcDateTime;
        foreach (var abandoned in Directory.GetDirectories(Path.GetTempPath(), $"{Prefix}*").Where(folder => Directory.GetLastWriteTimeUtc(folder) < oldest))
        {
            Delete(abandoned);
        }
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    // A child process may still be closing a file; a later start takes what is left then.
    public void Dispose()
    {
        if (folder is not null)
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The rest goes with the next start.
        }
    }
}
