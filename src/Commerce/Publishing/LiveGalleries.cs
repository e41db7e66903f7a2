using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;
using Commerce.Stores;

namespace Commerce.Publishing;

/// <summary>Galleries as the shop shows them at this moment, for previews. Reads several at once.</summary>
public sealed class LiveGalleries(ShopAccounts accounts, ProductMedia media, Files files)
{
    private const int AtOnce = 4;

    /// <summary>The galleries by the product's Shopify id; a product that is no longer in the shop is left out.</summary>
    /// <exception cref="ShopifyException">The shop does not answer.</exception>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public async Task<IReadOnlyDictionary<string, LiveGallery>> ReadAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellationToken)
    {
        if (productIds.Count == 0)
        {
            return new Dictionary<string, LiveGallery>();
        }

        var access = await accounts.OpenAsync(cancellationToken);
        try
        {
            return await ReadAsync(access, productIds, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.Unauthorized)
        {
            return await ReadAsync(await accounts.RenewAsync(access, cancellationToken), productIds, cancellationToken);
        }
    }

    /// <summary>Where pictures of the shop can be seen, by their ids; what it no longer has, and what is no picture, is left out.</summary>
    /// <exception cref="ShopifyException">The shop does not answer.</exception>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public async Task<IReadOnlyDictionary<string, string>> PicturesAsync(IReadOnlyCollection<string> mediaIds, CancellationToken cancellationToken)
    {
        var pictures = mediaIds.Where(id => id.Contains("/MediaImage/", StringComparison.Ordinal)).Take(Files.MostIds).ToList();
        return pictures.Count == 0
            ? new Dictionary<string, string>()
            : (await files.ReadStatusAsync(await accounts.OpenAsync(cancellationToken), pictures, cancellationToken)).Where(file => file.Url is not null).ToDictionary(file => file.Id, file => file.Url!);
    }

    private async Task<IReadOnlyDictionary<string, LiveGallery>> ReadAsync(ShopAccess access, IReadOnlyCollection<string> productIds, CancellationToken cancellationToken)
    {
        var galleries = new ConcurrentDictionary<string, LiveGallery>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(productIds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (productId, ct) =>
        {
            try
            {
                galleries[productId] = new LiveGallery(await media.ReadAsync(access, productId, ct));
            }
            catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.NotFound)
            {
                // Deleted in the shop since the last sync.
            }
        });
        return galleries;
    }
}

/// <summary>One gallery, in order, with what the product's variants show.</summary>
public sealed record LiveGallery(IReadOnlyList<ShopMedia> Media, IReadOnlyList<VariantPicture> Variants)
{
    public LiveGallery(ShopGallery gallery)
        : this(gallery.Media, gallery.Variants)
    {
    }

    /// <summary>Equal for equal media, order, alt texts and variant pictures: tells whether a gallery is still the one that was shown.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', Media.Select(medium => $"{medium.Id} {medium.Alt}").Concat(Variants.Select(variant => $"{variant.VariantId} {variant.MediaId}"))))))[..32];

    public GallerySnapshot Snapshot(DateTimeOffset at) => new([.. Media.Select(medium => new GalleryItem(medium.Id, medium.Alt))], at)
    {
        Variants = [.. Variants.Select(variant => new VariantPictureItem(variant.VariantId, variant.Title, variant.MediaId))],
    };
}
