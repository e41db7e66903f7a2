using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets;

/// <summary>The rows of a sheet that cannot run as a file of its own: what the uploaded columns ask for, then what is wrong and what to do.</summary>
public static class SheetReport
{
    private const int Part = 500;

    /// <summary>Streams it; memory does not grow with the sheet.</summary>
    public static async Task WriteAsync(CommerceContext context, Sheet sheet, Stream target, SheetFormat format, CancellationToken cancellationToken)
    {
        var width = SheetLayouts.AskingColumns(sheet.Headings);
        await using var writer = await SheetWriter.CreateAsync(target, format, "Errors", cancellationToken);
        await writer.AddAsync(
            [.. sheet.Headings.Take(width).Select(SheetCell.FromString), SheetLayouts.ReportRow, SheetLayouts.ReportCode, SheetLayouts.ReportError, SheetLayouts.ReportFix], cancellationToken);
        for (var after = 0; ;)
        {
            var rows = await context.SheetRows.AsNoTracking().Where(row => row.SheetId == sheet.Id && !row.Good && row.RowNumber > after)
                .OrderBy(row => row.RowNumber).Take(Part).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                break;
            var (first, last) = (rows[0].RowNumber, rows[^1].RowNumber);
            var errors = (await context.SheetErrors.AsNoTracking().Where(error => error.SheetId == sheet.Id && error.RowNumber >= first && error.RowNumber <= last)
                .OrderBy(error => error.RowNumber).ThenBy(error => error.Number).ToListAsync(cancellationToken)).ToLookup(error => error.RowNumber);
            foreach (var row in rows)
                await writer.AddAsync([.. row.Cells.Take(width).Select(SheetCell.FromString), row.Line, .. Words([.. errors[row.RowNumber]])], cancellationToken);
            after = last;
        }
        await writer.FinishAsync(cancellationToken);
    }

    private static IEnumerable<SheetCell> Words(IReadOnlyList<SheetError> errors) =>
    [
        string.Join(", ", errors.Select(error => error.Code).Distinct()),
        string.Join(" ", errors.Select(error => error.ColumnName.Length > 0 ? $"{error.ColumnName}: {error.Message}" : error.Message)),
        string.Join(" ", errors.Select(error => error.Fix).Distinct()),
    ];
}
