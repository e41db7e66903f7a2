using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>One delivered result on the contact sheet.</summary>
public sealed record ResultTile(
    Guid Id, string Product, string Style, GenerationKind Kind, int Width, int Height, int? DurationMs, string Thumbnail, string File,
    ReviewState Review, DateTimeOffset CreatedAt, bool FirstVideo = false)
{
    public string? Length => DurationMs is { } milliseconds ? $"{TimeSpan.FromMilliseconds(milliseconds):m\\:ss}" : null;

    /// <summary>A batch's results, newest first, those before <paramref name="after"/> only when it is given.</summary>
    public static async Task<IReadOnlyList<ResultTile>> ReadAsync(
        CommerceContext context, MediaLinks links, Batch batch, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var rows = await context.Assets.AsNoTracking()
            // Named once more beside the store's filter, for only an equality lets the index give them in their order.
            .Where(asset => asset.StoreId == batch.StoreId && asset.BatchId == batch.Id && (after == null || asset.Id < after))
            .OrderByDescending(asset => asset.Id)
            .Take(limit)
            .Join(context.Products, asset => asset.ProductId, product => product.Id, (asset, product) => new { Asset = asset, product.Title })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderByDescending(row => row.Asset.Id.ToString(), StringComparer.Ordinal).Select(row => new ResultTile(
            row.Asset.Id, row.Title, row.Asset.Style, row.Asset.Kind, row.Asset.Width, row.Asset.Height, row.Asset.DurationMs,
            links.For(row.Asset.ThumbnailKey), links.For(row.Asset.ObjectKey), row.Asset.ReviewState, row.Asset.CreatedAt))];
    }
}
