using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What moves on a batch page while it runs: counts, money, newest results.</summary>
/// <param name="Images">Pictures delivered so far.</param>
/// <param name="Videos">Videos delivered so far.</param>
public sealed record BatchView(Guid Id, BatchProgress Progress, DateTimeOffset? FinishedAt, Hold Hold, int Images, int Videos, IReadOnlyList<ResultTile> Newest)
{
    private const int Shown = 12;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    public long Open => Hold.Amount - Hold.Captured - Hold.Released;

    public static async Task<BatchView?> ReadAsync(
        CommerceContext context, MediaLinks links, TimeProvider time, Guid batchId, CancellationToken cancellationToken)
    {
        if (await BatchProgress.ReadAsync(context, batchId, time, cancellationToken) is not { } progress)
        {
            return null;
        }

        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batchId, cancellationToken);
        var hold = await context.Holds.AsNoTracking().SingleAsync(row => row.Id == batch.HoldId, cancellationToken);
        var counts = await context.Assets.Where(asset => asset.BatchId == batchId).GroupBy(asset => asset.Kind)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var newest = await ResultTile.ReadAsync(context, links, batchId, null, Shown, cancellationToken);
        return new BatchView(
            batchId, progress, batch.FinishedAt, hold, counts.GetValueOrDefault(GenerationKind.Image), counts.GetValueOrDefault(GenerationKind.Video),
            await MarkFirstVideoAsync(context, newest, time.GetUtcNow() - Fresh, cancellationToken));
    }

    // The store's very first video is greeted once, in the moment it arrives.
    private static async Task<IReadOnlyList<ResultTile>> MarkFirstVideoAsync(
        CommerceContext context, IReadOnlyList<ResultTile> tiles, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (!tiles.Any(tile => tile.Kind is GenerationKind.Video && tile.CreatedAt > since))
        {
            return tiles;
        }

        var first = await context.Assets.Where(asset => asset.Kind == GenerationKind.Video).OrderBy(asset => asset.CreatedAt).ThenBy(asset => asset.Id)
            .Select(asset => asset.Id).FirstAsync(cancellationToken);
        return [.. tiles.Select(tile => tile.Id == first ? tile with { FirstVideo = true } : tile)];
    }
}
