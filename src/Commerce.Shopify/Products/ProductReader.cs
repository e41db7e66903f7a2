using System.Globalization;
using System.Runtime.CompilerServices;
using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Products;

/// <summary>Reads products with all their variants and media. Needs <c>read_products</c>. Throws <see cref="ShopifyException"/>.</summary>
public sealed class ProductReader(AdminClient admin)
{
    /// <summary>Products per page: with their first 10 variants and media each (65 points per product), below the 1,000 points a call may cost.</summary>
    public const int PageSize = 10;

    private static readonly AdminDocument Page = AdminDocument.Query("ProductPage");
    private static readonly AdminDocument One = AdminDocument.Query("ProductOne");
    private static readonly AdminDocument MoreVariants = AdminDocument.Query("ProductVariants");
    private static readonly AdminDocument MoreMedia = AdminDocument.Query("ProductMedia");

    /// <summary>All products, ordered by id, page by page.</summary>
    /// <param name="access">The shop and its token.</param>
    /// <param name="after">Cursor of the last page already taken; null to begin.</param>
    /// <param name="updatedSince">Only products changed at or after this time.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<ProductPage> PagesAsync(ShopAccess access, string? after = null, DateTimeOffset? updatedSince = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var filter = updatedSince is { } since ? "updated_at:>='" + since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) + "'" : null;
        do
        {
            var page = (await admin.SendAsync<PageData>(access, Page, new { first = PageSize, after, filter }, ct)).Data.Products;
            var products = new List<ShopProduct>(page.Nodes.Count);
            foreach (var node in page.Nodes) products.Add(await CompleteAsync(access, node, ct));
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
            yield return new ProductPage(products, after);
        }
        while (after is not null);
    }

    /// <summary>One product; null when the shop has none with this id.</summary>
    public async Task<ShopProduct?> ReadOneAsync(ShopAccess access, string productId, CancellationToken ct)
    {
        var node = (await admin.SendAsync<OneData>(access, One, new { id = productId }, ct)).Data.Product;
        return node is null ? null : await CompleteAsync(access, node, ct);
    }

    private async Task<ShopProduct> CompleteAsync(ShopAccess access, ProductNode node, CancellationToken ct)
    {
        List<VariantNode> variants = [.. node.Variants.Nodes];
        var variantPage = node.Variants.PageInfo;
        while (variantPage.HasNextPage)
        {
            var more = (await admin.SendAsync<VariantsData>(access, MoreVariants, new { id = node.Id, after = variantPage.EndCursor }, ct)).Data.Product?.Variants;
            variantPage = more?.PageInfo ?? new PageInfo(false, null);
            variants.AddRange(more?.Nodes ?? []);
        }
        List<MediaNode> media = [.. node.Media.Nodes];
        var mediaPage = node.Media.PageInfo;
        while (mediaPage.HasNextPage)
        {
            var more = (await admin.SendAsync<MediaData>(access, MoreMedia, new { id = node.Id, after = mediaPage.EndCursor }, ct)).Data.Product?.Media;
            mediaPage = more?.PageInfo ?? new PageInfo(false, null);
            media.AddRange(more?.Nodes ?? []);
        }
        return node.ToProduct(variants, media);
    }

    private sealed record PageData(Connection<ProductNode> Products);

    private sealed record OneData(ProductNode? Product);

    private sealed record VariantsData(VariantsNode? Product);

    private sealed record VariantsNode(Connection<VariantNode> Variants);

    internal sealed record MediaData(MediaListNode? Product);

    internal sealed record MediaListNode(Connection<MediaNode> Media);
}
