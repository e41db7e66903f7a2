namespace Commerce.Catalogue.Files;

/// <summary>A product while its rows are still being read.</summary>
internal sealed class ProductDraft(int line, string handle, string title)
{
    public int Line { get; } = line;
    public string Handle { get; } = handle;
    public string Title { get; } = title;
    public string? DescriptionHtml { get; set; }
    public string? Vendor { get; set; }
    public string? ProductType { get; set; }
    public string? Category { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];
    public CatalogueStatus? Status { get; set; }
    public string? ParentSku { get; set; }
    public string? SeoTitle { get; set; }
    public string? SeoDescription { get; set; }
    public List<string> OptionNames { get; } = [];
    public List<CatalogueVariant> Variants { get; } = [];
    public List<CatalogueImage> Images { get; } = [];

    public CatalogueProduct Finish() => new(
        Line, Handle, Title, DescriptionHtml, Vendor, ProductType, Category, Tags, Status ?? CatalogueStatus.Active,
        SeoTitle, SeoDescription, OptionNames, Variants, Ordered(Images));

    /// <summary>Joins rows of one product that stand apart in the file; what the first rows say wins.</summary>
    public static CatalogueProduct Join(CatalogueProduct first, CatalogueProduct later) => first with
    {
        DescriptionHtml = first.DescriptionHtml ?? later.DescriptionHtml,
        Vendor = first.Vendor ?? later.Vendor,
        ProductType = first.ProductType ?? later.ProductType,
        Category = first.Category ?? later.Category,
        Tags = first.Tags.Count > 0 ? first.Tags : later.Tags,
        OptionNames = first.OptionNames.Count > 0 ? first.OptionNames : later.OptionNames,
        Variants = [.. first.Variants, .. later.Variants],
        Images = Ordered([.. first.Images, .. later.Images.ExceptBy(first.Images.Select(image => image.Source), image => image.Source)
            .Select(image => image with { Position = first.Images.Count + image.Position })]),
    };

    private static IReadOnlyList<CatalogueImage> Ordered(List<CatalogueImage> images) =>
        [.. images.OrderBy(image => image.Position).Select((image, index) => image with { Position = index + 1 })];
}
