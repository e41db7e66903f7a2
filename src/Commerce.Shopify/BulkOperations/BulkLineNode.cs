using System.Text.Json.Serialization;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.BulkOperations;

/// <summary>Any line of <c>BulkCatalogue.graphql</c>'s result; what it is shows in its id.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
internal sealed class BulkLineNode
{
    public string? Id { get; init; }

    [JsonPropertyName("__parentId")]
    public string? ParentId { get; init; }

    public string? Handle { get; init; }

    public string? Title { get; init; }

    public string? DescriptionHtml { get; init; }

    public string? Vendor { get; init; }

    public string? ProductType { get; init; }

    public string? Status { get; init; }

    public string[]? Tags { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public string? OnlineStoreUrl { get; init; }

    public string? Sku { get; init; }

    public decimal? Price { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? CompareAtPrice { get; init; }

    public int? Position { get; init; }

    public int? InventoryQuantity { get; init; }

    public string? Alt { get; init; }

    public string? MediaContentType { get; init; }

    public MediaProblem[]? MediaErrors { get; init; }

    public PreviewNode? Preview { get; init; }

    public ImageNode? Image { get; init; }

    public VideoSourceNode[]? Sources { get; init; }

    public string? Key { get; init; }

    public string? Value { get; init; }

    public BulkLine? ToLine() => (TypeOf(Id), ParentId) switch
    {
        ("Product", null) when Handle is not null && Title is not null && UpdatedAt is not null => new BulkProduct(Product(UpdatedAt.Value)),
        ("ProductVariant", { } product) when Title is not null => new BulkVariant(product, new ShopVariant(Id!, Title, Sku, Price ?? 0, CompareAtPrice, Position ?? 0, InventoryQuantity)),
        ("Collection", { } product) when Title is not null => new BulkCollection(product, new ShopCollection(Id!, Handle ?? "", Title)),
        ("Metafield", { } product) when Key is not null && Value is not null => new BulkMetafield(product, new ShopMetafield(Key, Value)),
        (_, { } product) when MediaContentType is not null => new BulkMedia(product, Media()),
        _ => null,
    };

    private ShopProduct Product(DateTimeOffset updatedAt) => new(
        Id!, Handle!, Title!, DescriptionHtml ?? "", Vendor ?? "", ProductType ?? "", Wire.Read<ProductStatus>(Status ?? ""), Tags ?? [],
        CreatedAt ?? updatedAt, updatedAt, PublishedAt, OnlineStoreUrl, [], [], [], []);

    private ShopMedia Media() => new MediaNode(Id!, Alt, Status ?? "", MediaContentType!, MediaErrors, Preview, Image, Sources).ToMedia();

    // gid://shopify/Product/1
    private static string? TypeOf(string? id)
    {
        const string Start = "gid://shopify/";
        if (id?.StartsWith(Start, StringComparison.Ordinal) != true) return null;
        var end = id.IndexOf('/', Start.Length);
        return end < 0 ? null : id[Start.Length..end];
    }
}
