namespace Commerce.Workbench;

/// <summary>The folders of one clone of the project.</summary>
public sealed record Checkout(string Root)
{
    /// <summary>Everything this clone keeps between runs: database, store files, logs, secrets.</summary>
    public string Data => Path.Combine(Root, ".data");
    public string Logs => Path.Combine(Data, "logs");
    public string NodeModules => Path.Combine(Root, "node_modules");
    public string Sandbox => Path.Combine(Root, "tests", "sandbox");
    public string Web => Path.Combine(Root, "src", "Commerce.Web");

    /// <summary>The folder of real catalogues and specifications that some tests read; it may be absent.</summary>
    public string Shared => Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } folder
        ? folder
        : Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>Finds the clone this program was built from.</summary>
    public static Checkout Find()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_ROOT") is { Length: > 0 } given)
        {
            return new Checkout(given);
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Commerce.sln")))
            {
                return new Checkout(folder.FullName);
            }
        }
        throw new InvalidOperationException("This program no longer lies inside a clone of Commerce Studio.");
    }
}
