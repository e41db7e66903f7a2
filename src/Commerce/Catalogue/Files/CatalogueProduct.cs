namespace Commerce.Catalogue.Files;

/// <summary>
/// One product read from a catalogue file. Line is the physical line of its first row, counted from 1. Handle is the
/// file's, or made from the title: lower case, words joined by hyphens. Title is never empty; it is made from the handle
/// when the file has none. DescriptionHtml is as written: sanitise it before showing it. Status comes from the status
/// column, or else from the published column, and is active when the file has neither.
/// </summary>
public sealed record CatalogueProduct(
    int Line,
    string Handle,
    string Title,
    string? DescriptionHtml,
    string? Vendor,
    string? ProductType,
    string? Category,
    IReadOnlyList<string> Tags,
    CatalogueStatus Status,
    string? SeoTitle,
    string? SeoDescription,
    IReadOnlyList<string> OptionNames,
    IReadOnlyList<CatalogueVariant> Variants,
    IReadOnlyList<CatalogueImage> Images);

/// <summary>Whether the shop shows the product.</summary>
public enum CatalogueStatus
{
    Active,
    Draft,
    Archived,
}

/// <summary>
/// One variant of a product. Options are values in the order of the product's option names. Prices are in the shop's
/// currency, null when the file has none that could be read. Image is the picture of this variant as the file names it.
/// </summary>
public sealed record CatalogueVariant(
    int Line,
    IReadOnlyList<string> Options,
    string? Sku,
    string? Barcode,
    decimal? Price,
    decimal? CompareAtPrice,
    int? InventoryQuantity,
    string? Image)
{
    /// <summary>The option values joined, or the name a product without options gives its only variant.</summary>
    public string Title => Options.Count == 0 ? "Default Title" : string.Join(" / ", Options);
}

/// <summary>
/// One picture of a product: exactly one of Path (an existing file inside the catalogue folder, absolute) and Url (http or
/// https, not visited) is set. Source is what the file says. Position counts from 1, in listing order without gaps.
/// </summary>
public sealed record CatalogueImage(int Line, string Source, string? Path, Uri? Url, int Position, string? AltText);
