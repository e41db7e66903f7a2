using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;

namespace Commerce.Publishing;

/// <summary>A product's gallery in the shop: read whole, and put in an order.</summary>
public sealed class Gallery(ProductMedia media, VariantMedia variants, Shopify.Publishing.Jobs jobs, TimeProvider time)
{
    private static readonly TimeSpan LongestReorder = TimeSpan.FromSeconds(60);

    public async Task<GallerySnapshot> ReadAsync(ShopAccess access, string productId, CancellationToken cancellationToken) =>
        new LiveGallery(await media.ReadAsync(access, productId, cancellationToken)).Snapshot(time.GetUtcNow());

    /// <summary>Moves what is out of place; nothing when all is where it should be.</summary>
    public async Task OrderAsync(ShopAccess access, string productId, GallerySnapshot now, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var moves = MediaMove.Between([.. now.Media.Select(item => item.Id)], wanted);
        if (await media.ReorderAsync(access, productId, moves, cancellationToken) is { } jobId)
        {
            await jobs.WaitAsync(access, jobId, LongestReorder, cancellationToken);
        }
    }

    /// <summary>
    /// Makes variants show what they should. A variant takes a picture only when it shows none, so the one it shows is taken off
    /// first; what is so already is not touched, so that it may be repeated from wherever it broke off.
    /// </summary>
    public async Task ShowAsync(ShopAccess access, string productId, GallerySnapshot now, IReadOnlyDictionary<string, string?> wanted, CancellationToken cancellationToken)
    {
        var wrong = now.Variants.Where(variant => wanted.TryGetValue(variant.VariantId, out var picture) && picture != variant.MediaId).ToList();
        await variants.DetachAsync(access, productId, [.. wrong.Where(variant => variant.MediaId is not null).Select(variant => new VariantLink(variant.VariantId, variant.MediaId!))], cancellationToken);
        await variants.AppendAsync(access, productId, [.. wrong.Where(variant => wanted[variant.VariantId] is not null).Select(variant => new VariantLink(variant.VariantId, wanted[variant.VariantId]!))], cancellationToken);
    }
}
