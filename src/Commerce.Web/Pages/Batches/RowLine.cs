using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>One row of a batch with its whole history.</summary>
public sealed record RowLine(int Number, string Product, string? Picture, Generation Row, IReadOnlyList<GenerationEvent> Events)
{
    /// <summary>Rows by number, those behind <paramref name="after"/>.</summary>
    public static async Task<IReadOnlyList<RowLine>> ReadAsync(
        CommerceContext context, Batch batch, RowFilter filter, int after, int limit, CancellationToken cancellationToken)
    {
        var numbers = await NumbersAsync(context, batch, filter, after, limit, cancellationToken);
        var rows = await context.Generations.AsNoTracking()
            .Where(row => row.StoreId == batch.StoreId && row.BatchId == batch.Id && numbers.Contains(row.RowNumber))
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { Row = row, product.Title })
            .Join(context.SourceImages, pair => pair.Row.SourceImageId, image => image.Id, (pair, image) => new { pair.Row, pair.Title, Url = image.ShopifyId.StartsWith(SourceImage.SheetPrefix) ? null : image.Url })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Row.Id).ToList();
        var events = (await context.GenerationEvents.AsNoTracking().Where(step => ids.Contains(step.GenerationId))
            .OrderBy(step => step.At).ThenBy(step => step.Id).ToListAsync(cancellationToken)).ToLookup(step => step.GenerationId);
        return [.. rows.OrderBy(row => row.Row.RowNumber).Select(row => new RowLine(row.Row.RowNumber, row.Title, row.Url, row.Row, [.. events[row.Row.Id]]))];
    }

    // One state at a time stands in the index in the order of the rows, so each is read as far as the page goes and no further.
    private static async Task<List<int>> NumbersAsync(
        CommerceContext context, Batch batch, RowFilter filter, int after, int limit, CancellationToken cancellationToken)
    {
        var rows = context.Generations.Where(row => row.StoreId == batch.StoreId && row.BatchId == batch.Id && row.RowNumber > after);
        if (filter.States() is [])
        {
            return await rows.OrderBy(row => row.RowNumber).Select(row => row.RowNumber).Take(limit).ToListAsync(cancellationToken);
        }

        var numbers = new List<int>();
        foreach (var state in filter.States())
        {
            numbers.AddRange(await rows.Where(row => row.State == state).OrderBy(row => row.RowNumber).Select(row => row.RowNumber).Take(limit).ToListAsync(cancellationToken));
        }

        return [.. numbers.Order().Take(limit)];
    }
}
