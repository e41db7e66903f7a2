using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Stores;
using Commerce.Styles;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Works out what a request would publish, and what it may not. Reads only.</summary>
public sealed class PublicationPlanner(CommerceContext context, VideoRooms rooms, TimeProvider time)
{
    private static readonly PublicationState[] Live =
        [PublicationState.Queued, PublicationState.Publishing, PublicationState.Published, PublicationState.Reverting, PublicationState.RevertFailed];

    // A failed publication counts as far as it got: what it attached, or may have, is in the gallery until it is reverted.
    private static readonly PublicationItemState[] Placed =
        [PublicationItemState.Ready, PublicationItemState.Attached, PublicationItemState.Placed, PublicationItemState.Verified];

    public async Task<PublicationPlan> PlanAsync(PublicationRequest request, CancellationToken cancellationToken)
    {
        var assets = await context.Assets.AsNoTracking().Where(asset => request.AssetIds.Contains(asset.Id)).OrderBy(asset => asset.Id).ToListAsync(cancellationToken);
        var productIds = assets.Select(asset => asset.ProductId).Distinct().ToList();
        var products = await context.Products.AsNoTracking().Include(product => product.Variants).Include(product => product.SourceImages).AsSplitQuery()
            .Where(product => productIds.Contains(product.Id)).ToDictionaryAsync(product => product.Id, cancellationToken);
        var live = await LiveAsync(request, cancellationToken);
        var videos = assets.Exists(asset => asset.Kind == GenerationKind.Video) ? await rooms.ReadAsync(cancellationToken) : null;
        var forbidden = await GrantedScopes.RefusalAsync(context, GrantedScopes.Publishing, cancellationToken);
        var (planned, leftOut, videoRoom) = (new List<PlannedPublication>(), new List<LeftOutAsset>(), videos?.LeftNow ?? 0);
        foreach (var group in assets.GroupBy(asset => asset.ProductId))
        {
            var product = products[group.Key];
            var room = PublishingLimits.MediaPerProduct - product.MediaCount;
            var items = new List<PlannedItem>();
            foreach (var asset in group)
            {
                if ((forbidden ?? Refusal(asset, product.Origin == Catalogue.ProductOrigin.Sheet, product.RemovedAt is not null, live.Contains(asset.Id), room - items.Count) ?? NoRoom(asset, videos, videoRoom)) is { } reason)
                {
                    leftOut.Add(new LeftOutAsset(asset.Id, reason));
                    continue;
                }

                videoRoom -= asset.Kind == GenerationKind.Video ? 1 : 0;
                items.Add(new PlannedItem(asset, Alt(request, asset, product), [.. VariantsOf(request, asset, product)]));
            }

            if (items.Count > 0)
            {
                planned.Add(Planned(product, items));
            }
        }

        return new PublicationPlan([.. planned.OrderBy(product => product.Title, StringComparer.OrdinalIgnoreCase)], leftOut, videos);
    }

    private Task<HashSet<Guid>> LiveAsync(PublicationRequest request, CancellationToken cancellationToken) => context.PublicationItems
        .Where(item => request.AssetIds.Contains(item.AssetId) && item.State != PublicationItemState.Failed && item.State != PublicationItemState.Detached)
        .Where(item => context.Publications.Any(publication => publication.Id == item.PublicationId
            && (Live.Contains(publication.State) || (publication.State == PublicationState.Failed && Placed.Contains(item.State)))))
        .Select(item => item.AssetId)
        .ToHashSetAsync(cancellationToken);

    private PlannedPublication Planned(Catalogue.Product product, List<PlannedItem> items) => new(
        product.Id, product.ShopifyId, product.Title, product.Handle, product.MediaCount, items,
        [.. product.Variants.OrderBy(variant => variant.Position).Select(variant => new PlannedVariant(variant.Id, variant.ShopifyId, variant.Title))],
        new GallerySnapshot([.. product.SourceImages.Where(image => image.RemovedAt is null).OrderBy(image => image.Position).Select(image => new GalleryItem(image.ShopifyId, image.Alt))], time.GetUtcNow()));

    // A variant shows one picture, and only pictures; which one is for the request to say, as it names one for each variant.
    private static IEnumerable<string> VariantsOf(PublicationRequest request, Asset asset, Catalogue.Product product) => asset.Kind == GenerationKind.Video
        ? []
        : product.Variants.Where(variant => request.VariantPictures.TryGetValue(variant.Id, out var wanted) && wanted == asset.Id).Select(variant => variant.ShopifyId);

    private static string? Refusal(Asset asset, bool ofSheet, bool productGone, bool live, int room) => asset switch
    {
        { ReviewState: not ReviewState.Approved } => "It has not been approved.",
        _ when ofSheet => "Its product comes from a spreadsheet and is not in the shop. Download the result instead.",
        _ when productGone => "Its product is no longer in the shop.",
        _ when live => "It is already in the product's gallery or on its way there.",
        _ when room <= 0 => $"The product's gallery is full: Shopify allows {PublishingLimits.MediaPerProduct}.",
        { Kind: GenerationKind.Image } when asset.Bytes > PublishingLimits.ImageBytes => "The picture is larger than the 20 MB that Shopify allows.",
        { Kind: GenerationKind.Image } when (long)asset.Width * asset.Height > PublishingLimits.ImagePixels => "The picture has more than the 20 megapixels that Shopify allows.",
        { Kind: GenerationKind.Video } when asset.Bytes > PublishingLimits.VideoBytes => "The video is larger than the 1 GB that Shopify allows.",
        { Kind: GenerationKind.Video } when asset.DurationMs > PublishingLimits.VideoLength.TotalMilliseconds => "The video is longer than the 10 minutes that Shopify allows.",
        _ => null,
    };

    private static string? NoRoom(Asset asset, VideoRoom? videos, int room) => asset.Kind != GenerationKind.Video || room > 0
        ? null
        : videos!.LeftInShop is { } left && left <= videos.LeftThisWeek
            ? $"The shop's plan, {videos.ShopPlan}, allows {videos.MostInShop} videos and 3D models, and that many are there or planned."
            : $"Shopify takes {PublishingLimits.NewVideosPerWeek} new videos a week from an app; this one has to wait.";

    // A picture that is to show exactly one variant shows that variant's choices; for any other they are not known.
    private static string[] ChoicesOf(PublicationRequest request, Asset asset, Catalogue.Product product) =>
        VariantsOf(request, asset, product).ToHashSet(StringComparer.Ordinal) is { Count: 1 } only && product.Variants.Count > 1
            ? product.Variants.First(variant => only.Contains(variant.ShopifyId)).Title.Split(" / ")
            : [];

    private static string Alt(PublicationRequest request, Asset asset, Catalogue.Product product)
    {
        var alt = request.AltTexts.GetValueOrDefault(asset.Id) ?? AltText.Suggest(product.Title, product.Vendor, ChoicesOf(request, asset, product), StyleCatalogue.Find(asset.Style)?.Name);
        return alt.Length <= PublishingLimits.AltTextLength ? alt : alt[..PublishingLimits.AltTextLength];
    }
}
