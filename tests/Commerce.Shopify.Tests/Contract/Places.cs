namespace Commerce.Shopify.Tests.Contract;

/// <summary>Where things outside the test assembly are; a test that needs a missing one is skipped and says so.</summary>
internal static class Places
{
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    public static string Introspection(string schema = "admin_2026-10")
    {
        var shared = Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } named ? named : Path.Combine(Path.GetDirectoryName(Repository)!, "shared");
        var file = Path.Combine(shared, "specs", "shopify", $"{schema}.introspection.json.gz");
        if (!File.Exists(file)) Assert.Ignore($"Shopify's schema is not at {file}; set COMMERCE_SHARED to the folder that holds specs/.");
        if (!Directory.Exists(Path.Combine(Repository, "node_modules", "graphql"))) Assert.Ignore("The graphql package is not installed; run npm install in the repository.");
        return file;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Commerce.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
