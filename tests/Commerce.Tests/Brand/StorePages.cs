using System.IO.Compression;
using System.Text.Json;
using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand;

/// <summary>The saved pages of real shops, with what a person read from each.</summary>
internal static class StorePages
{
    public static string? Folder()
    {
        var set = Environment.GetEnvironmentVariable("COMMERCE_SHARED");
        var root = TestContext.CurrentContext.TestDirectory;
        while (set is null && root is not null && !File.Exists(Path.Combine(root, "Commerce.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        var shared = set ?? Path.Combine(root ?? ".", "..", "shared");
        var folder = Path.Combine(shared, "data", "store-pages");
        return File.Exists(Path.Combine(folder, "ground-truth.json")) ? folder : null;
    }

    public static IReadOnlyList<(ReadPage Page, JsonElement Truth)> Load()
    {
        var folder = Folder();
        if (folder is null)
        {
            Assert.Ignore("The saved store pages are not here; set COMMERCE_SHARED to the folder that holds data/store-pages.");
        }

        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, "ground-truth.json")));
        return [.. truth.RootElement.EnumerateObject().Select(entry => (Read(folder!, entry.Name, entry.Value), entry.Value.Clone()))];
    }

    private static ReadPage Read(string folder, string name, JsonElement truth)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(folder, name + ".html.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return Pages.Page(truth.GetProperty("url").GetString()!, PageKind.Product, reader.ReadToEnd());
    }
}
