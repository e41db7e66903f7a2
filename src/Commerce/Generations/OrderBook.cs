using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>Turns the rows of a group into what their providers need: the product's words and the brand's look.</summary>
public sealed class OrderBook(
    IReadOnlyDictionary<Guid, Batch> batches, IReadOnlyDictionary<Guid, RecipeContent> recipes, IReadOnlyDictionary<Guid, OrderedProduct> products,
    IReadOnlyDictionary<Guid, SourceImage> sources, ILookup<Guid, SourceImage> galleries, IReadOnlyDictionary<int, BrandLook> looks, BrandLook plain)
{
    /// <summary>What the shop is written in; spoken and shown where a row names no language of its own.</summary>
    public string Language { get; init; } = GenerationOrder.UsualLanguage;

    /// <summary>Whether a vendor is connected that cuts products out where this machine cannot.</summary>
    public bool CutsElsewhere { get; init; }

    public IEnumerable<Batch> Batches => batches.Values;

    public Batch BatchOf(Generation row) => batches[row.BatchId];

    public RecipeContent RecipeOf(Generation row) => recipes[row.BatchId];

    public OrderedProduct ProductOf(Generation row) => products[row.ProductId];

    public SourceImage SourceOf(Generation row) => sources[row.SourceImageId];

    /// <summary>The product's other pictures in the shop's order, for styles that show them.</summary>
    public IEnumerable<SourceImage> GalleryOf(Generation row) => galleries[row.ProductId].Where(image => image.Id != row.SourceImageId);

    public GenerationOrder OrderOf(Generation row, SourceFile source, IReadOnlyList<SourceFile> gallery)
    {
        var (product, recipe) = (ProductOf(row), RecipeOf(row));
        return new GenerationOrder(
            $"{row.Id}-{row.Attempt}",
            row.Style,
            source,
            product.Title,
            product.Vendor.Length == 0 ? null : product.Vendor,
            product.SellingPoints,
            PromptOf(row, recipe),
            recipe is { UseBrand: true, BrandVersion: { } version } ? looks[version] : plain,
            row.Width,
            row.Height,
            row.Seed)
        {
            Price = product.Price,
            MorePictures = gallery,
            Seconds = recipe.VideoSeconds,
            Language = row.Language.Length > 0 ? row.Language : Language,
        };
    }

    // A row's own words go before the recipe's.
    private static string? PromptOf(Generation row, RecipeContent recipe)
    {
        var prompt = row.Prompt.Length > 0 ? row.Prompt : recipe.Prompt;
        return prompt.Length == 0 ? null : prompt;
    }
}
