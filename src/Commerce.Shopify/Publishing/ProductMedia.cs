using System.Globalization;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>The gallery of a product: read in order, put in order. Throws <see cref="ShopifyException"/>.</summary>
public sealed class ProductMedia(AdminClient admin)
{
    private static readonly AdminDocument Gallery = AdminDocument.Query("ProductGallery");
    private static readonly AdminDocument MoreMedia = AdminDocument.Query("ProductMedia");
    private static readonly AdminDocument MoreVariants = AdminDocument.Query("VariantPictures");
    // Moves are absolute places, so the same moves again end in the same order.
    private static readonly AdminDocument Reorder = AdminDocument.RepeatableChange("ProductReorderMedia");

    /// <summary>The gallery in order and the picture of every variant. <see cref="ShopifyErrorKind.NotFound"/> when the product is gone.</summary>
    public async Task<ShopGallery> ReadAsync(ShopAccess access, string productId, CancellationToken ct)
    {
        var first = Demand(await admin.SendAsync<GalleryData>(access, Gallery, new { id = productId }, ct), data => data.Product);
        List<MediaNode> media = [.. first.Media.Nodes];
        for (var page = first.Media.PageInfo; page.HasNextPage;)
        {
            var more = Demand(await admin.SendAsync<ProductReader.MediaData>(access, MoreMedia, new { id = productId, after = page.EndCursor }, ct), data => data.Product?.Media);
            media.AddRange(more.Nodes);
            page = more.PageInfo;
        }
        List<VariantNode> variants = [.. first.Variants.Nodes];
        for (var page = first.Variants.PageInfo; page.HasNextPage;)
        {
            var more = Demand(await admin.SendAsync<VariantData>(access, MoreVariants, new { id = productId, after = page.EndCursor }, ct), data => data.Product?.Variants);
            variants.AddRange(more.Nodes);
            page = more.PageInfo;
        }
        return new ShopGallery([.. media.Select(node => node.ToMedia())], [.. variants.Select(node => new VariantPicture(node.Id, node.Title, node.Media.Nodes.Select(medium => medium.Id).FirstOrDefault()))]);
    }

    /// <summary>
    /// Starts moving media to new places; needs <c>write_products</c>. Gives the id of Shopify's job to wait for with
    /// <see cref="Jobs.WaitAsync"/>, or null when it was done at once.
    /// </summary>
    public async Task<string?> ReorderAsync(ShopAccess access, string productId, IReadOnlyList<MediaMove> moves, CancellationToken ct)
    {
        if (moves.Count == 0) return null;
        var input = moves.Select(move => new { id = move.MediaId, newPosition = move.Position.ToString(CultureInfo.InvariantCulture) });
        var answer = await admin.SendAsync<Data>(access, Reorder, new { id = productId, moves = input }, ct);
        return answer.Data.ProductReorderMedia?.Job is { Done: false } job ? job.Id : null;
    }

    private static TPart Demand<TData, TPart>(AdminAnswer<TData> answer, Func<TData, TPart?> part) where TPart : class =>
        part(answer.Data) ?? throw new ShopifyException(ShopifyErrorKind.NotFound, "The product no longer exists in the shop.") { RequestId = answer.RequestId };

    private sealed record GalleryData(GalleryNode? Product);

    private sealed record GalleryNode(Connection<MediaNode> Media, Connection<VariantNode> Variants);

    private sealed record VariantData(VariantListNode? Product);

    private sealed record VariantListNode(Connection<VariantNode> Variants);

    private sealed record VariantNode(string Id, string Title, ShownMedia Media);

    private sealed record ShownMedia(IReadOnlyList<MediumNode> Nodes);

    private sealed record MediumNode(string Id);

    private sealed record Data(Payload? ProductReorderMedia);

    private sealed record Payload(JobNode? Job);
}
