using System.Text.Json.Serialization;

namespace Commerce.Shopify.Products;

/// <summary>A product as <c>ProductFields.graphql</c> asks for it; long lists may still go on.</summary>
internal sealed record ProductNode(
    string Id,
    string Handle,
    string Title,
    string DescriptionHtml,
    string Vendor,
    string ProductType,
    string Status,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? PublishedAt,
    string? OnlineStoreUrl,
    Connection<VariantNode> Variants,
    Connection<MediaNode> Media,
    Connection<ShopCollection> Collections,
    NodeList<ShopMetafield> Metafields)
{
    public ShopProduct ToProduct(IEnumerable<VariantNode> variants, IEnumerable<MediaNode> media, IReadOnlyList<ShopCollection> collections) =>
        new(Id, Handle, Title, DescriptionHtml, Vendor, ProductType, Wire.Read<ProductStatus>(Status), Tags, CreatedAt, UpdatedAt, PublishedAt, OnlineStoreUrl,
            [.. variants.Select(variant => variant.ToVariant())], [.. media.Select(medium => medium.ToMedia())], collections, Metafields.Nodes);
}

/// <summary>A list that is never asked for its next page.</summary>
internal sealed record NodeList<T>(IReadOnlyList<T> Nodes);

internal sealed record VariantNode(
    string Id,
    string Title,
    string? Sku,
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] decimal Price,
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] decimal? CompareAtPrice,
    int Position,
    int? InventoryQuantity)
{
    public ShopVariant ToVariant() => new(Id, Title, Sku, Price, CompareAtPrice, Position, InventoryQuantity);
}
