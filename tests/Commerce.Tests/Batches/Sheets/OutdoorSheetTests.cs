using Commerce.Batches.Sheets.Mapping;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>A real product export, kept outside the repository, as a spreadsheet of requests.</summary>
public sealed class OutdoorSheetTests : SheetFixture
{
    [Test]
    public async Task CG03_a_real_export_with_its_pictures_runs_row_by_row()
    {
        var folder = Path.Combine(Shared(), "data/outdoor-catalogue");
        if (!File.Exists(Path.Combine(folder, "products.csv")))
            Assert.Ignore($"{folder} is not there. Set COMMERCE_SHARED to the folder that holds data/outdoor-catalogue.");
        var pictures = Directory.EnumerateFiles(Path.Combine(folder, "images")).Order(StringComparer.Ordinal).Select(path => ($"images/{Path.GetFileName(path)}", File.ReadAllBytes(path))).ToList();

        var sheet = await CheckedAsync(await File.ReadAllTextAsync(Path.Combine(folder, "products.csv")), Zip(pictures));

        Assert.Multiple(async () =>
        {
            Assert.That((sheet.Layout, sheet.GoodCount, sheet.PictureCount), Is.EqualTo((SheetLayout.Shopify, 101, pictures.Count)));
            Assert.That(await CodesAsync(sheet), Is.Empty);
            Assert.That((await RowsAsync(sheet)).Select(row => row.ProductId), Is.Unique);
        });
    }

    private static string Shared()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_SHARED") is { Length: > 0 } named)
            return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Commerce.sln")))
            root = root.Parent;
        return Path.GetFullPath(Path.Combine(root!.FullName, "../shared"));
    }
}
