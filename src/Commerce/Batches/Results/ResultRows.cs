using System.Runtime.CompilerServices;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Results;

/// <summary>Reads a batch's results in the order in which they were delivered.</summary>
public sealed class ResultRows(CommerceContext context, StoreScope scope)
{
    private const int PageSize = 500;

    // Shopify's name for the variant of a product without choices.
    private const string NoChoice = "Default Title";

    /// <summary>
    /// Every result there is, page by page: a download may take an hour, and no connection or snapshot is held between two
    /// pages. A result delivered meanwhile comes at the end.
    /// </summary>
    public async IAsyncEnumerable<ResultRow> StreamAsync(Guid batchId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Guid? after = null;
        while (true)
        {
            var page = await PageAsync(batchId, after, cancellationToken);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].AssetId;
        }
    }

    private async Task<List<ResultRow>> PageAsync(Guid batchId, Guid? after, CancellationToken cancellationToken)
    {
        var rows = await (
            from asset in context.Assets.AsNoTracking().Where(asset => asset.StoreId == scope.StoreId && asset.BatchId == batchId && (after == null || asset.Id > after)).OrderBy(asset => asset.Id).Take(PageSize)
            join product in context.Products on asset.ProductId equals product.Id
            join generation in context.Generations on asset.GenerationId equals generation.Id
            orderby asset.Id
            select new
            {
                Asset = asset,
                product.Title,
                product.Handle,
                generation.RowNumber,
                generation.Credits,
                Stars = context.Ratings.Where(rating => rating.AssetId == asset.Id).Average(rating => (double?)rating.Stars),
                Variants = context.Variants.Where(variant => variant.ProductId == product.Id).OrderBy(variant => variant.Position)
                    .Select(variant => new { variant.Title, variant.Sku }).Take(2).ToList(),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row =>
        {
            var only = row.Variants is [var one] ? one : null;
            return new ResultRow(
                row.Asset.Id, row.RowNumber, row.Asset.ProductId, row.Title, row.Handle, only is null or { Title: NoChoice } ? "" : only.Title, only?.Sku ?? "",
                row.Asset.Style, row.Asset.Width, row.Asset.Height, row.Asset.ObjectKey, row.Asset.MimeType, row.Asset.Sha256, row.Asset.Provider,
                row.Asset.Model, row.Asset.Prompt, row.Credits, row.Asset.ReviewState, row.Stars, row.Asset.CreatedAt)
            {
                CaptionKeys = row.Asset is { CaptionsKey: { } vtt, SubRipKey: { } srt } ? [vtt, srt] : [],
            };
        })];
    }
}
