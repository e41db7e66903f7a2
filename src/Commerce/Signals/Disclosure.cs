using Commerce.Data;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Metafields;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Signals;

/// <summary>
/// Keeps two values on a product that the storefront blocks read: whether it shows media made by the app, and the newest
/// published video. Both follow from the publications alone, so setting them twice is setting them once.
/// </summary>
public sealed class Disclosure(CommerceContext context, AppMetafields metafields)
{
    /// <summary>Key of the value that says the product shows media made by AI.</summary>
    public const string MediaKey = "ai_media";

    /// <summary>Key of the value that refers to the product's newest published video.</summary>
    public const string VideoKey = "video";

    public const string MediaType = "boolean";

    public const string VideoType = "file_reference";

    /// <exception cref="ShopifyException">The shop did not take them.</exception>
    public async Task SendAsync(Signal signal, ShopAccess access, CancellationToken cancellationToken)
    {
        var product = await context.Products.Where(row => row.Id == signal.SubjectId).Select(row => row.ShopifyId).SingleAsync(cancellationToken);
        var published = await context.PublicationItems
            .Where(item => item.State == PublicationItemState.Verified && item.FileId != null)
            .Join(context.Publications, item => item.PublicationId, publication => publication.Id, (item, publication) => new { Item = item, Publication = publication })
            .Where(pair => pair.Publication.ProductId == signal.SubjectId && pair.Publication.State == PublicationState.Published)
            .Join(context.Assets, pair => pair.Item.AssetId, asset => asset.Id, (pair, asset) => new { pair.Item.FileId, pair.Item.Position, pair.Publication.PublishedAt, asset.Kind })
            .OrderByDescending(one => one.PublishedAt).ThenBy(one => one.Position)
            .ToListAsync(cancellationToken);
        var video = published.Find(one => one.Kind == GenerationKind.Video)?.FileId;
        await metafields.SetAsync(access, product, [.. Values(published.Count > 0, video)], cancellationToken);
        await metafields.DeleteAsync(access, product, [.. Absent(published.Count > 0, video)], cancellationToken);
    }

    private static IEnumerable<Metafield> Values(bool media, string? video)
    {
        if (media)
        {
            yield return new Metafield(MediaKey, MediaType, "true");
        }

        if (video is not null)
        {
            yield return new Metafield(VideoKey, VideoType, video);
        }
    }

    private static IEnumerable<string> Absent(bool media, string? video)
    {
        if (!media)
        {
            yield return MediaKey;
        }

        if (video is null)
        {
            yield return VideoKey;
        }
    }
}
