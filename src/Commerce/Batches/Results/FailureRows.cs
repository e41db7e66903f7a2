using System.Runtime.CompilerServices;
using Commerce.Batches.Sheets;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Results;

/// <summary>Reads a batch's failed rows in their order, page by page, however many they are.</summary>
public sealed class FailureRows(CommerceContext context, StoreScope scope)
{
    private const int PageSize = 1000;

    /// <summary>The spreadsheet the batch came from; null where it came from none.</summary>
    public Task<Sheet?> SheetAsync(Guid batchId, CancellationToken cancellationToken) => context.Sheets.AsNoTracking()
        .Where(sheet => context.Generations.Any(row => row.StoreId == scope.StoreId && row.BatchId == batchId && row.SheetId == sheet.Id))
        .FirstOrDefaultAsync(cancellationToken);

    public async IAsyncEnumerable<FailureRow> StreamAsync(Guid batchId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0;
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

            after = page[^1].Row;
        }
    }

    private Task<List<FailureRow>> PageAsync(Guid batchId, int after, CancellationToken cancellationToken) => (
        from row in context.Generations.AsNoTracking()
            .Where(row => row.StoreId == scope.StoreId && row.BatchId == batchId && row.RowNumber > after && (row.State == GenerationState.Failed || row.State == GenerationState.Expired))
            .OrderBy(row => row.RowNumber).Take(PageSize)
        join product in context.Products on row.ProductId equals product.Id
        orderby row.RowNumber
        select new FailureRow(
            row.RowNumber, product.Title, product.Handle, row.Style, row.Width, row.Height, row.Copy, row.Provider, row.Model, row.Attempt, row.Credits,
            row.ErrorCode, row.ErrorMessage ?? "", row.EndedAt,
            context.SheetRows.Where(line => line.SheetId == row.SheetId && line.RowNumber == row.SheetRow).Select(line => line.Cells).FirstOrDefault())).ToListAsync(cancellationToken);
}
