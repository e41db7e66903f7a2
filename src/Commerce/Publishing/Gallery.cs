using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;

namespace Commerce.Publishing;

/// <summary>A product's gallery in the shop: read whole, and put in an order.</summary>
public sealed class Gallery(ProductMedia media, Shopify.Publishing.Jobs jobs, TimeProvider time)
{
    private static readonly TimeSpan LongestReorder = TimeSpan.FromSeconds(60);

    public async Task<GallerySnapshot> ReadAsync(ShopAccess access, string productId, CancellationToken cancellationToken) => new(
        [.. (await media.ReadAsync(access, productId, cancellationToken)).Select(medium => new GalleryItem(medium.Id, medium.Alt))], time.GetUtcNow());

    /// <summary>Moves what is out of place; nothing when all is where it should be.</summary>
    public async Task OrderAsync(ShopAccess access, string productId, GallerySnapshot now, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var moves = MediaMove.Between([.. now.Media.Select(item => item.Id)], wanted);
        if (await media.ReorderAsync(access, productId, moves, cancellationToken) is { } jobId)
        {
            await jobs.WaitAsync(access, jobId, LongestReorder, cancellationToken);
        }
    }

    /// <summary>The order in which a publication leaves a gallery.</summary>
    public static IReadOnlyList<string> Order(GallerySnapshot before, IReadOnlyList<string> added, bool atFront)
    {
        var own = before.Media.Select(item => item.Id).Except(added, StringComparer.Ordinal);
        return atFront ? [.. added, .. own] : [.. own, .. added];
    }
}
