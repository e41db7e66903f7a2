namespace Commerce.Media.Tests.Hostile;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class WorkFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("commerce-hostile-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
