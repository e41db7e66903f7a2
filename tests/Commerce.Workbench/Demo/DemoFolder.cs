using System.Globalization;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Demo;

/// <summary>The files of one demo, below the clone's data folder and gone with it.</summary>
internal sealed class DemoFolder : IDisposable
{
    private DemoFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public string Files => Path.Combine(FullPath, "files");

    public string Sandbox => Path.Combine(FullPath, "sandbox");

    /// <summary>Where the app's processes put their temporary files, so that a killed one leaves none elsewhere.</summary>
    public string Temporary => Path.Combine(FullPath, "tmp");

    /// <summary>Makes the folder, and removes those of demos that were killed and could not do it themselves.</summary>
    public static DemoFolder Create(Checkout checkout)
    {
        var all = Directory.CreateDirectory(Path.Combine(checkout.Data, "demo"));
        foreach (var old in all.EnumerateDirectories().Where(IsLeftOver))
        {
            Delete(old.FullName);
        }

        var folder = new DemoFolder(Path.Combine(all.FullName, $"{Environment.ProcessId}-{Path.GetRandomFileName()[..6]}"));
        Directory.CreateDirectory(folder.Temporary);
        return folder;
    }

    public string Log(string part) => Path.Combine(FullPath, $"{part}.log");

    /// <summary>Copies the logs to where they outlive the demo.</summary>
    public void KeepLogs(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var log in Directory.EnumerateFiles(FullPath, "*.log"))
        {
            File.Copy(log, Path.Combine(target, Path.GetFileName(log)), overwrite: true);
        }
    }

    public void Dispose() => Delete(FullPath);

    private static bool IsLeftOver(DirectoryInfo folder) =>
        int.TryParse(folder.Name.Split('-')[0], CultureInfo.InvariantCulture, out var owner) && Unix.CommandLine(owner) is null or "";

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A process of it is still ending; the next demo removes the rest.
        }
    }
}
