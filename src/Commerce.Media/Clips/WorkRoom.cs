using System.Globalization;

namespace Commerce.Media.Clips;

/// <summary>A private folder for one piece of work, with names of our own making; it goes with everything in it.</summary>
internal sealed class WorkRoom : IDisposable
{
    private int files;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("clips-").FullName;

    /// <summary>A path nothing lies at yet.</summary>
    internal string File(string ending) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{files++:0000}.{ending}"));

    /// <summary>Another name for a file of somebody else, so that no name but ours stands in a list.</summary>
    internal string Link(string path, string ending) => System.IO.File.CreateSymbolicLink(File(ending), Path.GetFullPath(path)).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
