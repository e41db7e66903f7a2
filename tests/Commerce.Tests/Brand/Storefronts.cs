using System.Diagnostics;
using System.Text.Json;
using Commerce.Catalogue.Files;
using Commerce.Workbench;

namespace Commerce.Tests.Brand;

/// <summary>The sandbox's storefronts, each on a port of 127.0.0.1, without the rest of the sandbox.</summary>
internal sealed class Storefronts : IDisposable
{
    private readonly Process process;

    private Storefronts(Process process, IReadOnlyDictionary<string, Uri> sites) => (this.process, Sites) = (process, sites);

    /// <summary>Site roots by catalogue name.</summary>
    public IReadOnlyDictionary<string, Uri> Sites { get; }

    public static async Task<Storefronts> StartAsync()
    {
        var checkout = Checkout.Find();
        var products = OutdoorProducts(checkout);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(checkout.Root, "tests", "Commerce.Tests", "Brand", "storefronts.mjs"));
        start.ArgumentList.Add(products);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The storefronts did not start.");
        File.Delete(products);
        return new Storefronts(process, JsonSerializer.Deserialize<Dictionary<string, Uri>>(line)!);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string OutdoorProducts(Checkout checkout)
    {
        var catalogue = Path.Combine(checkout.Shared, "data", "outdoor-catalogue", "products.csv");
        if (!File.Exists(catalogue))
        {
            Assert.Ignore($"{catalogue} is not there. Set COMMERCE_SHARED to the folder that holds data/outdoor-catalogue.");
        }

        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(CatalogueFile.Read(catalogue).Products, JsonSerializerOptions.Web));
        return file;
    }
}
