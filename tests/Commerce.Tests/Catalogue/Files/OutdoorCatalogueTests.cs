using Commerce.Catalogue.Files;

namespace Commerce.Tests.Catalogue.Files;

/// <summary>A real catalogue in Shopify's export columns, kept outside the repository.</summary>
[Category("Contract")]
public sealed class OutdoorCatalogueTests
{
    [Test]
    public void Reads_every_product_with_its_picture()
    {
        var path = Path.Combine(SharedFolder(), "data/outdoor-catalogue/products.csv");
        if (!File.Exists(path))
            Assert.Ignore($"{path} is not there. Set COMMERCE_SHARED to the folder that holds data/outdoor-catalogue.");

        var catalogue = CatalogueFile.Read(path);

        Assert.That(catalogue.Problems, Is.Empty);
        Assert.That(catalogue.Products, Has.Count.EqualTo(101));
        Assert.That(catalogue.Products.Select(product => product.Handle), Is.Unique);
        Assert.That(catalogue.Products.Select(product => File.Exists(product.Images.Single().Path)), Is.All.True);
        Assert.That(catalogue.Products.Select(product => product.Variants.Single().Price), Is.All.GreaterThan(0m));
        Assert.That(catalogue.Products.Select(product => product.Status), Is.All.EqualTo(CatalogueStatus.Active));
        Assert.That(catalogue.Products[4].Vendor, Is.EqualTo("B&R"));
    }

    private static string SharedFolder()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } named)
            return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Commerce.sln")))
            root = root.Parent;
        return Path.GetFullPath(Path.Combine(root!.FullName, "../shared"));
    }
}
