using System.Globalization;
using System.Text.Json.Nodes;
using Commerce.Catalogue.Files;

namespace Commerce.Workbench.Stores;

/// <summary>Turns a spreadsheet catalogue into the products of a sandbox store.</summary>
public static class CatalogueLoader
{
    /// <summary>Puts the file's products into a store description, the body of <c>POST /control/shops</c>.</summary>
    /// <param name="store">Domain, name, theme and so on; its products are replaced.</param>
    /// <param name="file">A CSV file as <see cref="CatalogueFile"/> reads it.</param>
    /// <returns>One sentence for everything that was left out.</returns>
    /// <exception cref="ProblemException">The file as a whole cannot be used; the message says why.</exception>
    public static IReadOnlyList<string> Fill(JsonObject store, string file)
    {
        var content = Read(file);
        var left = content.Products.SelectMany(product => product.Images)
            .Where(image => !IsHere(image))
            .Select(image => $"Line {image.Line}: the picture {image.Source} is on another machine and was left out. Save it in the catalogue folder and name it by its path.");
        store["products"] = new JsonArray([.. content.Products.Select(Describe)]);
        return [.. content.Problems.Select(problem => $"Line {problem.Line}: {problem.Sentence}"), .. left];
    }

    /// <summary>The first notes, and how many more there are.</summary>
    public static IEnumerable<string> Shortened(IReadOnlyList<string> notes, int most) =>
        notes.Count <= most ? notes : notes.Take(most).Append($"And {notes.Count - most} more notes of this kind.");

    private static CatalogueContent Read(string file)
    {
        try
        {
            return CatalogueFile.Read(file);
        }
        catch (CatalogueFileException refused)
        {
            throw new ProblemException($"{file} cannot be used. {refused.Message}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"{file} cannot be read. {refused.Message}");
        }
    }

    private static JsonObject Describe(CatalogueProduct product) => new()
    {
        ["handle"] = product.Handle,
        ["title"] = product.Title,
        ["descriptionHtml"] = product.DescriptionHtml ?? "",
        ["vendor"] = product.Vendor ?? "",
        ["productType"] = product.ProductType ?? "",
        ["tags"] = new JsonArray([.. product.Tags.Select(tag => JsonValue.Create(tag))]),
        ["status"] = product.Status.ToString().ToUpperInvariant(),
        ["variants"] = new JsonArray([.. product.Variants.Select(Describe)]),
        ["images"] = new JsonArray([.. product.Images.Where(IsHere).Select(Describe)]),
    };

    private static JsonObject Describe(CatalogueVariant variant) => new()
    {
        ["title"] = variant.Title,
        ["sku"] = variant.Sku ?? "",
        ["price"] = (variant.Price ?? 0).ToString("0.00", CultureInfo.InvariantCulture),
        ["compareAtPrice"] = variant.CompareAtPrice?.ToString("0.00", CultureInfo.InvariantCulture),
        ["inventoryQuantity"] = variant.InventoryQuantity ?? 0,
    };

    private static JsonObject Describe(CatalogueImage image) => image.Path is { } path
        ? new() { ["alt"] = image.AltText ?? "", ["path"] = path }
        : new() { ["alt"] = image.AltText ?? "", ["url"] = new UriBuilder(image.Url!) { Host = "127.0.0.1" }.Uri.AbsoluteUri };

    // The sandbox fetches from this machine alone, so that no run of it ever calls somebody's server.
    private static bool IsHere(CatalogueImage image) => image.Url is null or { IsLoopback: true };
}
