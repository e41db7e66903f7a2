namespace Commerce.Media.Tests;

/// <summary>Real inputs that live beside the project, not in it.</summary>
internal static class SharedFolder
{
    internal static string Catalogue()
    {
        var folder = Path.Combine(Root(), "data", "outdoor-catalogue", "images");
        if (!Directory.Exists(folder))
        {
            Assert.Ignore($"The outdoor catalogue is not at {folder}; set COMMERCE_SHARED to the folder that holds data/.");
        }
        return folder;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } named)
        {
            return named;
        }
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Commerce.sln")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder?.Parent?.FullName ?? "/", "shared");
    }
}
