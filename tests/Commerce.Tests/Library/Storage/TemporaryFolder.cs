namespace Commerce.Tests.Library.Storage;

/// <summary>A fresh folder that is removed with all its content when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("commerce-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
