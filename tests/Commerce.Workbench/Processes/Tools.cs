namespace Commerce.Workbench.Processes;

/// <summary>Where the programs lie that the parts run with.</summary>
public static class Tools
{
    /// <summary>The .NET host that runs this program, so that children use the same one.</summary>
    public static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The clone's own Node.js when setup had to install one, else the machine's.</summary>
    public static string Node(Checkout checkout)
    {
        var own = Path.Combine(checkout.Data, "node", "bin", "node");
        return File.Exists(own) ? own : "node";
    }

    /// <summary>The libvips that came from npm, or null to let the system's be found.</summary>
    public static string? Libvips(Checkout checkout)
    {
        var images = Path.Combine(checkout.NodeModules, "@img");
        return Directory.Exists(images)
            ? Directory.EnumerateFiles(images, "libvips-cpp.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }
}
