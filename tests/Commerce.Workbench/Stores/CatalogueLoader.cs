using System.Globalization;
using System.Text.Json.Nodes;
using Commerce.Catalogue.Files;

namespace Commerce.Workbench.Stores;

/// <summary>Turns a spreadsheet catalogue into the products of a sandbox store.</summary>
public static class CatalogueLoader
{
    /// <summary>The catalogue file of a folder: <c>products.csv</c>, else its only CSV file. A file is taken as it is.</summary>
    public static string Find(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }
        if (!Directory.Exists(path))
        {
            throw new ProblemException($"There is no catalogue at {path}.");
        }
        var named = Path.Combine(path, "products.csv");
        if (File.Exists(named))
        {
            return Path.GetFullPath(named);
        }
        return Directory.GetFiles(path, "*.csv") is [var only]
            ? Path.GetFullPath(only)
            : throw new ProblemException($"{path} holds no products.csv.");
    }

    /// <summary>Puts the file's products into a store description, the body of <c>POST /control/shops</c>.</summary>
    /// <param name="store">Domain, name, theme and so on; its products are replaced.</param>
    /// <param name="file">A CSV file as <see cref="CatalogueFile"/> reads it.</param>
    /// <param name="fetchPictures">Whether pictures on other machines may be named; those on this machine always may.</param>
    /// <returns>One sentence for everything that was left out.</returns>
    public static IReadOnlyList<string> Fill(JsonObject store, string file, bool fetchPictures)
    {
        CatalogueContent content;
        try
        {
            content = CatalogueFile.Read(file);
        }
        catch (CatalogueFileException refused)
        {
            throw new ProblemException($"{file} cannot be used. {refused.Message}");
        }

        var left = content.Products.SelectMany(product => product.Images)
            .Where(image => !Allowed(image, fetchPictures))
            .Select(image => $"Line {image.Line}: the picture {image.Source} is on another machine and was left out. Add --fetch-pictures to fetch such pictures.");
        store["products"] = new JsonArray([.. content.Products.Select(product => Describe(product, fetchPictures))]);
        return [.. content.Problems.Select(problem => $"Line {problem.Line}: {problem.Sentence}"), .. left];
    }

    private static JsonObject Describe(CatalogueProduct product, bool fetchPictures) => new()
    {
        ["handle"] = product.Handle,
        ["title"] = product.Title,
        ["descriptionHtml"] = product.DescriptionHtml ?? "",
        ["vendor"] = product.Vendor ?? "",
        ["productType"] = product.ProductType ?? "",
        ["tags"] = new JsonArray([.. product.Tags.Select(tag => JsonValue.Create(tag))]),
        ["status"] = product.Status.ToString().ToUpperInvariant(),
        ["variants"] = new JsonArray([.. product.Variants.Select(Describe)]),
        ["images"] = new JsonArray([.. product.Images.Where(image => Allowed(image, fetchPictures)).Select(Describe)]),
    };

    private static JsonObject Describe(CatalogueVariant variant) => new()
    {
        ["title"] = variant.Title,
        ["sku"] = variant.Sku ?? "",
        ["price"] = (variant.Price ?? 0).ToString("0.00", CultureInfo.InvariantCulture),
        ["inventoryQuantity"] = variant.InventoryQuantity ?? 0,
    };

    private static JsonObject Describe(CatalogueImage image)
    {
        var described = new JsonObject { ["alt"] = image.AltText ?? "" };
        if (image.Path is not null)
        {
            described["path"] = image.Path;
        }
        else
        {
            described["url"] = image.Url!.ToString();
        }
        return described;
    }

    private static bool Allowed(CatalogueImage image, bool fetchPictures) => fetchPictures || image.Url is null or { IsLoopback: true };
}
