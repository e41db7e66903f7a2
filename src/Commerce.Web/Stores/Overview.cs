using Commerce.Batches;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Stores;
using Commerce.Web.Face;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Stores;

/// <summary>A store at a glance.</summary>
/// <param name="Covered">Products with at least three pictures in the shop.</param>
/// <param name="ToPublish">Approved results that are in no publication, or only in reverted or failed ones.</param>
/// <param name="Published">Results that went into the shop this month, as the store's own calendar counts it.</param>
public sealed record Overview(
    Store Store, long Available, long Held, int Products, int Covered, int ToReview, int ToPublish, int Published, int Uncovered, bool HasBatches,
    BrandProfile? Brand, BrandReading? Reading, IReadOnlyList<RunLine> Running, IReadOnlyList<RunLine> Recent)
{
    public const int EnoughPictures = 3;

    public bool Syncing => Store.SyncState is SyncState.Queued or SyncState.Running;

    public bool Live => Syncing || Running.Count > 0 || Reading is { State: ReadingState.Queued or ReadingState.Running };

    public NextStep Next => new NextStepFacts(
        Store.SyncState, Products, Brand is not null, Reading?.State, HasBatches, ToReview, ToPublish, Available, Running.Count > 0, Uncovered,
        Running.Count == 0 && Recent is [{ State: BatchState.Failed }, ..], PausedRun is not null).Decide();

    /// <summary>The first run that rests.</summary>
    public RunLine? PausedRun => Running.FirstOrDefault(run => run.State == BatchState.Paused);

    /// <summary>Changes whenever something a page about the store shows has moved on.</summary>
    public string Pulse => string.Join('|', Store.SyncState, Store.SyncCount, Reading?.State, Reading?.PagesRead, ToReview, Recent is [var newest, ..] ? newest.Id : null,
        string.Join(',', Running.Select(run => $"{run.Id}:{run.State}:{run.Done}:{run.Failed}:{run.Progress?.Running}")));

    public static async Task<Overview> ReadAsync(CommerceContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = await context.Stores.AsNoTracking().SingleAsync(cancellationToken);
        var balance = await context.Balances.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var products = new CatalogueFilter().Of(context, store.Id);
        var live = context.Publications.Where(one => one.State != PublicationState.Reverted && one.State != PublicationState.Failed).SelectMany(one => one.Items);
        var month = MonthOf(store, time.GetUtcNow());
        return new Overview(
            store,
            balance?.Available ?? 0,
            balance?.Held ?? 0,
            await products.CountAsync(cancellationToken),
            await products.CountAsync(product => product.MediaCount >= EnoughPictures, cancellationToken),
            await context.Assets.CountAsync(asset => asset.ReviewState == ReviewState.Pending, cancellationToken),
            await context.Assets.CountAsync(asset => asset.ReviewState == ReviewState.Approved && !live.Any(item => item.AssetId == asset.Id), cancellationToken),
            await context.Publications.Where(one => one.PublishedAt >= month && one.State != PublicationState.Reverted)
                .SelectMany(one => one.Items).CountAsync(item => item.State == PublicationItemState.Verified, cancellationToken),
            await new CatalogueFilter(Coverage: Coverage.None).Of(context, store.Id).CountAsync(cancellationToken),
            await context.Batches.AnyAsync(cancellationToken),
            await context.BrandProfiles.AsNoTracking().Include(profile => profile.Attributes).OrderByDescending(profile => profile.Version).FirstOrDefaultAsync(cancellationToken),
            await context.BrandReadings.AsNoTracking().OrderByDescending(reading => reading.CreatedAt).FirstOrDefaultAsync(cancellationToken),
            await RunLine.RunningAsync(context, time, cancellationToken),
            await RunLine.RecentAsync(context, cancellationToken));
    }

    internal static DateTimeOffset MonthOf(Store store, DateTimeOffset now)
    {
        var zone = StoreZone.Of(store.TimeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var first = new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return new DateTimeOffset(first, zone.GetUtcOffset(first)).ToUniversalTime();
    }
}
