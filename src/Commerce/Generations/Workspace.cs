namespace Commerce.Generations;

/// <summary>A private folder for the files of some work, made when it is first asked for and gone when the work is over.</summary>
public sealed class Workspace : IDisposable
{
    // Longer than any step may take, so what is older belongs to a process that was killed.
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(6);
    private const string Prefix = "commerce-work-";

    private readonly Lock making = new();
    private readonly Workspace? around;
    private readonly string name;
    private string? folder;

    private Workspace(Workspace? around, string name) => (this.around, this.name) = (around, name);

    /// <summary>Where the folder is or will be, for those who make it themselves when they have something to write.</summary>
    public string Place => around is null ? Folder : Path.Combine(around.Folder, name);

    public string Folder
    {
        get
        {
            lock (making)
            {
                return folder ??= around is null ? Directory.CreateTempSubdirectory(Prefix).FullName : Directory.CreateDirectory(Place).FullName;
            }
        }
    }

    public static Workspace Create() => new(null, "");

    /// <summary>A folder of its own inside this one, for one of many rows: a row that writes nothing costs the disk nothing.</summary>
    public Workspace Within(string name) => new(this, name);

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
        var made = around is null ? folder : around.folder is null ? null : Place;
        if (made is not null && Directory.Exists(made))
        {
            Delete(made);
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
