using Commerce.Data;
using Commerce.Providers;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>How many more videos the shop takes: its plan limits how many it holds, and the week how many an app may add.</summary>
/// <param name="InShop">Videos and 3D models the shop holds; null when it did not answer.</param>
/// <param name="MostInShop">What its plan allows; null where Shopify publishes no figure.</param>
/// <param name="ThisWeek">Videos we added in the last seven days, or are about to.</param>
public sealed record VideoRoom(string ShopPlan, int? InShop, int? MostInShop, int ThisWeek)
{
    public int LeftThisWeek => Math.Max(0, PublishingLimits.NewVideosPerWeek - ThisWeek);

    /// <summary>Null when the shop's plan sets no limit that we know, or the shop did not answer.</summary>
    public int? LeftInShop => MostInShop - InShop is { } left ? Math.Max(0, left) : null;

    /// <summary>How many videos can be added now.</summary>
    public int LeftNow => Math.Min(LeftThisWeek, LeftInShop ?? int.MaxValue);
}

/// <summary>Reads the store's room for videos.</summary>
public sealed class VideoRooms(CommerceContext context, ShopAccounts accounts, Files files, TimeProvider time)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Asks the shop how many videos it holds; a shop that does not answer leaves that figure out.</summary>
    public async Task<VideoRoom> ReadAsync(CancellationToken cancellationToken)
    {
        var shopPlan = await context.Stores.Select(store => store.ShopPlan).SingleAsync(cancellationToken);
        var most = PublishingLimits.VideosOf(shopPlan);
        return new VideoRoom(shopPlan, most is null ? null : await CountAsync(cancellationToken), most, await ThisWeekAsync(cancellationToken));
    }

    /// <summary>Videos of ours that the shop made in the last seven days, and those on their way.</summary>
    public Task<int> ThisWeekAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Week;
        return (
            from item in context.PublicationItems
            join publication in context.Publications on new { item.StoreId, Id = item.PublicationId } equals new { publication.StoreId, publication.Id }
            join asset in context.Assets on new { item.StoreId, Id = item.AssetId } equals new { asset.StoreId, asset.Id }
            where asset.Kind == GenerationKind.Video
                && ((item.FileId != null && publication.CreatedAt > since) || publication.State == PublicationState.Queued || publication.State == PublicationState.Publishing)
            select item.Id).CountAsync(cancellationToken);
    }

    private async Task<int?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var access = await accounts.OpenAsync(cancellationToken);
            try
            {
                return await files.CountVideosAsync(access, cancellationToken);
            }
            catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.Unauthorized)
            {
                return await files.CountVideosAsync(await accounts.RenewAsync(access, cancellationToken), cancellationToken);
            }
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or TokenException)
        {
            return null;
        }
    }
}
