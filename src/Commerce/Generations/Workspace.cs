namespace Commerce.Generations;

/// <summary>A private folder for one step's files, gone when the step is over.</summary>
public sealed class Workspace : IDisposable
{
    private Workspace(string folder) => Folder = folder;

    public string Folder { get; }

    public static Workspace Create() => new(Directory.CreateTempSubdirectory("commerce-").FullName);

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A child process may still be closing a file; the system's own clean-up takes the rest.
        }
    }
}
