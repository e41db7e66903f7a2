using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Shopify;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Pages.Publications;

/// <summary>One product of a run as its page shows it.</summary>
/// <param name="RevertOn">The store's day on which it is taken back by itself.</param>
public sealed record RunRow(Publication Publication, string Title, string AdminHref, IReadOnlyList<RunItem> Items, DateOnly? RevertOn)
{
    /// <summary>Pictures of the media that somebody changed, by their ids in the shop; what the shop no longer has is missing.</summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it can be taken back: something of it is, or may be, in the gallery.</summary>
    public bool Revertible => Publication is { Snapshot: not null, State: PublicationState.Published or PublicationState.RevertFailed or PublicationState.Failed };

    /// <summary>Changes whenever something on the row does.</summary>
    public string Version => $"{Publication.State} {Publication.Message} {RevertOn} {string.Join(' ', Items.Select(item => $"{item.Item.State}{item.Item.Message}"))}";
}

/// <summary>One medium of it with its picture.</summary>
public sealed record RunItem(PublicationItem Item, Asset Asset, string Thumbnail);

/// <summary>Reads rows of a run.</summary>
public sealed class RunRows(CommerceContext context, MediaLinks links, IOptions<ShopifyOptions> options)
{
    public async Task<IReadOnlyList<RunRow>> ReadAsync(IQueryable<Publication> publications, CancellationToken cancellationToken)
    {
        var rows = await publications.AsNoTracking().Include(row => row.Items).AsSplitQuery().ToListAsync(cancellationToken);
        var productIds = rows.Select(row => row.ProductId).ToHashSet();
        var products = await context.Products.AsNoTracking().Where(row => productIds.Contains(row.Id)).Select(row => new { row.Id, row.Title, row.ShopifyId }).ToDictionaryAsync(row => row.Id, cancellationToken);
        var assetIds = rows.SelectMany(row => row.Items).Select(item => item.AssetId).ToHashSet();
        var assets = await context.Assets.AsNoTracking().Where(row => assetIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        var store = await context.Stores.Select(row => new { row.ShopDomain, row.TimeZone }).SingleAsync(cancellationToken);
        var admin = $"{options.Value.AdminOrigin.TrimEnd('/')}/store/{store.ShopDomain.Split('.')[0]}/products/";
        return [.. rows.Select(row => new RunRow(
            row, products[row.ProductId].Title, admin + products[row.ProductId].ShopifyId.Split('/')[^1],
            [.. row.Items.OrderBy(item => item.Position).Select(item => new RunItem(item, assets[item.AssetId], links.For(assets[item.AssetId].ThumbnailKey)))],
            row is { RevertAt: { } at, State: PublicationState.Queued or PublicationState.Publishing or PublicationState.Published } ? RevertDate.DayOf(at, store.TimeZone) : null))];
    }
}
