using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What moves on a batch page while it runs: counts, money, what goes wrong, newest results.</summary>
public sealed record BatchView(
    Batch Batch, BatchProgress Progress, BatchMoney Money, IReadOnlyList<Trouble> Troubles, IReadOnlyList<ResultTile> Newest)
{
    private const int Shown = 12;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    public static async Task<BatchView?> ReadAsync(
        CommerceContext context, MediaLinks links, TimeProvider time, Guid batchId, CancellationToken cancellationToken)
    {
        if (await context.Batches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken) is not { } batch)
        {
            return null;
        }

        var progress = await BatchProgress.ReadAsync(context, batch, time, cancellationToken);
        var newest = await ResultTile.ReadAsync(context, links, batch, null, Shown, cancellationToken);
        return new BatchView(
            batch, progress, await BatchMoney.ReadAsync(context, batchId, cancellationToken),
            progress.Failed > 0 ? await Trouble.ReadAsync(context, batchId, cancellationToken) : [],
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
