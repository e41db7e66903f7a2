namespace Commerce.Shopify.Products;

/// <summary>A product as the shop holds it, complete: every variant, medium and collection.</summary>
/// <param name="Id">Global id (<c>gid://shopify/Product/1</c>).</param>
/// <param name="Handle">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="DescriptionHtml">Its description, as HTML written by the merchant: hostile until cleaned.</param>
/// <param name="Vendor">Its vendor; may be empty.</param>
/// <param name="ProductType">Its type; may be empty.</param>
/// <param name="Status">Whether it is on sale.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed, changes by this app included.</param>
/// <param name="PublishedAt">When it went on sale; null while it is not.</param>
/// <param name="OnlineStoreUrl">Its page for shoppers; null while unpublished.</param>
/// <param name="Variants">In the shop's order.</param>
/// <param name="Media">In the gallery's order.</param>
/// <param name="Collections">The collections that show it, in no particular order.</param>
/// <param name="Metafields">Ours alone, at most ten.</param>
public sealed record ShopProduct(
    string Id,
    string Handle,
    string Title,
    string DescriptionHtml,
    string Vendor,
    string ProductType,
    ProductStatus Status,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? PublishedAt,
    string? OnlineStoreUrl,
    IReadOnlyList<ShopVariant> Variants,
    IReadOnlyList<ShopMedia> Media,
    IReadOnlyList<ShopCollection> Collections,
    IReadOnlyList<ShopMetafield> Metafields);

/// <summary>A variant of a product.</summary>
/// <param name="Id">Global id.</param>
/// <param name="Title">Its option values, such as <c>Green / M</c>.</param>
/// <param name="Sku">The merchant's stock code.</param>
/// <param name="Price">In the shop's currency, major units.</param>
/// <param name="CompareAtPrice">What it cost before, as the shop says; null where it says nothing.</param>
/// <param name="Position">One-based place among the variants.</param>
/// <param name="InventoryQuantity">Pieces in stock; null where not tracked.</param>
public sealed record ShopVariant(string Id, string Title, string? Sku, decimal Price, decimal? CompareAtPrice, int Position, int? InventoryQuantity);

/// <summary>Whether a product is on sale.</summary>
public enum ProductStatus
{
    /// <summary>A state this version does not know.</summary>
    Unknown,

    /// <summary>On sale.</summary>
    Active,

    /// <summary>Not yet on sale.</summary>
    Draft,

    /// <summary>No longer on sale.</summary>
    Archived,

    /// <summary>On sale to those who have the link.</summary>
    Unlisted,
}

/// <summary>One page of products.</summary>
/// <param name="Products">Up to the page size, ordered by id.</param>
/// <param name="EndCursor">Pass it to go on after this page, in this or a later process; null on the last page.</param>
public sealed record ProductPage(IReadOnlyList<ShopProduct> Products, string? EndCursor);
