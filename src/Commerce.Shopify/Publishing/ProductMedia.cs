using System.Globalization;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>The gallery of a product: read in order, put in order. Throws <see cref="ShopifyException"/>.</summary>
public sealed class ProductMedia(AdminClient admin)
{
    private static readonly AdminDocument Read = AdminDocument.Query("ProductMedia");
    // Moves are absolute places, so the same moves again end in the same order.
    private static readonly AdminDocument Reorder = AdminDocument.RepeatableChange("ProductReorderMedia");

    /// <summary>Everything in the gallery, in order. <see cref="ShopifyErrorKind.NotFound"/> when the product is gone.</summary>
    public async Task<IReadOnlyList<ShopMedia>> ReadAsync(ShopAccess access, string productId, CancellationToken ct)
    {
        List<ShopMedia> media = [];
        string? after = null;
        do
        {
            var answer = await admin.SendAsync<ProductReader.MediaData>(access, Read, new { id = productId, after }, ct);
            var page = answer.Data.Product?.Media ?? throw new ShopifyException(ShopifyErrorKind.NotFound, "The product no longer exists in the shop.") { RequestId = answer.RequestId };
            media.AddRange(page.Nodes.Select(node => node.ToMedia()));
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
        }
        while (after is not null);
        return media;
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

    private sealed record Data(Payload? ProductReorderMedia);

    private sealed record Payload(JobNode? Job);
}
