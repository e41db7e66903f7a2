using System.Globalization;
using System.Runtime.CompilerServices;
using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Products;

/// <summary>Reads products with all their variants, media and collections. Needs <c>read_products</c>. Throws <see cref="ShopifyException"/>.</summary>
public sealed class ProductReader(AdminClient admin)
{
    /// <summary>Products per page: with their first 10 variants, media, collections and metafields each (89 points per product), below the 1,000 points a call may cost.</summary>
    public const int PageSize = 10;

    private static readonly AdminDocument Page = AdminDocument.Query("ProductPage");
    private static readonly AdminDocument One = AdminDocument.Query("ProductOne");
    private static readonly AdminDocument Many = AdminDocument.Query("ProductsByIds");
    private static readonly AdminDocument Ids = AdminDocument.Query("ProductIds");
    private static readonly AdminDocument Count = AdminDocument.Query("ProductCount");
    private static readonly AdminDocument MoreVariants = AdminDocument.Query("ProductVariants");
    private static readonly AdminDocument MoreMedia = AdminDocument.Query("ProductMedia");
    private static readonly AdminDocument MoreCollections = AdminDocument.Query("ProductCollections");

    /// <summary>All products, ordered by id, page by page.</summary>
    /// <param name="access">The shop and its token.</param>
    /// <param name="after">Cursor of the last page already taken; null to begin.</param>
    /// <param name="updatedSince">Only products changed at or after this time.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<ProductPage> PagesAsync(ShopAccess access, string? after = null, DateTimeOffset? updatedSince = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var filter = FilterOf(updatedSince);
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

    /// <summary>Products by id, at most <see cref="PageSize"/>; ids the shop does not know (any more) are left out.</summary>
    public async Task<IReadOnlyList<ShopProduct>> ReadManyAsync(ShopAccess access, IReadOnlyCollection<string> productIds, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(productIds.Count, PageSize, nameof(productIds));
        if (productIds.Count == 0) return [];
        var nodes = (await admin.SendAsync<ManyData>(access, Many, new { ids = productIds }, ct)).Data.Nodes;
        var products = new List<ShopProduct>(nodes.Count);
        foreach (var node in nodes.OfType<ProductNode>()) products.Add(await CompleteAsync(access, node, ct));
        return products;
    }

    /// <summary>The ids of all products, up to 250 at a time: tells what the shop no longer has.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> IdsAsync(ShopAccess access, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = (await admin.SendAsync<IdsData>(access, Ids, new { after }, ct)).Data.Products;
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
            yield return [.. page.Nodes.Select(node => node.Id)];
        }
        while (after is not null);
    }

    /// <summary>How many products there are, counted no further than <paramref name="limit"/>.</summary>
    /// <param name="access">The shop and its token.</param>
    /// <param name="limit">Where the counting may stop.</param>
    /// <param name="updatedSince">Only products changed at or after this time.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<int> CountAsync(ShopAccess access, int limit, DateTimeOffset? updatedSince, CancellationToken ct) =>
        (await admin.SendAsync<CountData>(access, Count, new { limit, filter = FilterOf(updatedSince) }, ct)).Data.ProductsCount?.Count ?? 0;

    private static string? FilterOf(DateTimeOffset? updatedSince) =>
        updatedSince is { } since ? "updated_at:>='" + since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) + "'" : null;

    private async Task<ShopProduct> CompleteAsync(ShopAccess access, ProductNode node, CancellationToken ct) => node.ToProduct(
        await RestAsync(access, MoreVariants, node.Id, node.Variants, product => product.Variants, ct),
        await RestAsync(access, MoreMedia, node.Id, node.Media, product => product.Media, ct),
        await RestAsync(access, MoreCollections, node.Id, node.Collections, product => product.Collections, ct));

    private async Task<List<T>> RestAsync<T>(
        ShopAccess access, AdminDocument more, string productId, Connection<T> first, Func<PartNode, Connection<T>?> part, CancellationToken ct)
    {
        List<T> all = [.. first.Nodes];
        for (var page = first.PageInfo; page.HasNextPage;)
        {
            // A product deleted meanwhile has no more pages.
            var product = (await admin.SendAsync<PartData>(access, more, new { id = productId, after = page.EndCursor }, ct)).Data.Product;
            var next = product is null ? null : part(product);
            page = next?.PageInfo ?? new PageInfo(false, null);
            all.AddRange(next?.Nodes ?? []);
        }
        return all;
    }

    private sealed record PageData(Connection<ProductNode> Products);

    private sealed record OneData(ProductNode? Product);

    private sealed record ManyData(IReadOnlyList<ProductNode?> Nodes);

    private sealed record IdsData(Connection<IdNode> Products);

    private sealed record IdNode(string Id);

    private sealed record CountData(CountNode? ProductsCount);

    private sealed record CountNode(int Count);

    private sealed record PartData(PartNode? Product);

    private sealed record PartNode(Connection<VariantNode>? Variants, Connection<MediaNode>? Media, Connection<ShopCollection>? Collections);

    internal sealed record MediaData(MediaListNode? Product);

    internal sealed record MediaListNode(Connection<MediaNode> Media);
}
