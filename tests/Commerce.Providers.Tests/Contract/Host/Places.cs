using System.Text.Json.Nodes;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>Where vendors' specs are; a test that needs a missing one is skipped and says so.</summary>
internal static class Places
{
    public static readonly string Repository = Find(AppContext.BaseDirectory);

    private static readonly string Specs = Path.Combine(
        Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } named ? named : Path.Combine(Path.GetDirectoryName(Repository)!, "shared"), "specs");

    /// <summary>A vendor's own or a third party's document.</summary>
    public static JsonObject Vendor(string path)
    {
        var file = Path.Combine(Specs, path);
        if (!File.Exists(file)) Assert.Ignore($"The spec is not at {file}; set COMMERCE_SHARED to the folder that holds specs/.");
        return Read(file);
    }

    /// <summary>A document of ours, written from a vendor's prose.</summary>
    public static JsonObject Ours(string name) => Read(Path.Combine(Repository, "tests", "Commerce.Providers.Tests", "Contract", "Specs", name));

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Commerce.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
