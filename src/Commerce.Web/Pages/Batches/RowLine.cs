using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>One row of a batch with its whole history.</summary>
public sealed record RowLine(int Number, string Product, string? Picture, Generation Row, IReadOnlyList<GenerationEvent> Events)
{
    /// <summary>Rows by number, those behind <paramref name="after"/>.</summary>
    public static async Task<IReadOnlyList<RowLine>> ReadAsync(CommerceContext context, Guid batchId, int after, int limit, CancellationToken cancellationToken)
    {
        var rows = await context.Generations.AsNoTracking()
            .Where(row => row.BatchId == batchId && row.RowNumber > after)
            .OrderBy(row => row.RowNumber).Take(limit)
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { Row = row, product.Title })
            .Join(context.SourceImages, pair => pair.Row.SourceImageId, image => image.Id, (pair, image) => new { pair.Row, pair.Title, Url = image.ShopifyId.StartsWith(SourceImage.SheetPrefix) ? null : image.Url })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Row.Id).ToList();
        var events = (await context.GenerationEvents.AsNoTracking().Where(step => ids.Contains(step.GenerationId))
            .OrderBy(step => step.At).ThenBy(step => step.Id).ToListAsync(cancellationToken)).ToLookup(step => step.GenerationId);
        return [.. rows.OrderBy(row => row.Row.RowNumber).Select(row => new RowLine(row.Row.RowNumber, row.Title, row.Url, row.Row, [.. events[row.Row.Id]]))];
    }
}
