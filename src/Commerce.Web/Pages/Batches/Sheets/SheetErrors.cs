using System.Globalization;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Rows with one kind of error.</summary>
public sealed record ErrorKind(string Code, int Rows);

/// <summary>One error as the table shows it.</summary>
public sealed record ErrorLine(int Line, string Column, string Message, string Fix);

/// <summary>Reads a sheet's errors, grouped and one after the other.</summary>
internal static class SheetErrors
{
    public const int PageSize = 50;
    private const int MostKinds = 30;

    public static async Task<IReadOnlyList<ErrorKind>> KindsAsync(CommerceContext context, Guid storeId, Guid sheetId, CancellationToken cancellationToken) => await context.Database.SqlQuery<ErrorKind>(
        $"""
        select code as "Code", count(distinct row_number)::integer as "Rows" from sheet_errors where store_id = {storeId} and sheet_id = {sheetId}
        group by code order by 2 desc, 1 limit {MostKinds}
        """).ToListAsync(cancellationToken);

    /// <summary>The errors behind a mark, in the sheet's order, and the mark of the next page.</summary>
    public static async Task<(IReadOnlyList<ErrorLine> Lines, string? Next)> PageAsync(CommerceContext context, Guid sheetId, string? code, string? after, CancellationToken cancellationToken)
    {
        var (row, number) = Mark(after);
        var errors = await context.SheetErrors.AsNoTracking()
            .Where(error => error.SheetId == sheetId && (code == null || error.Code == code))
            .Where(error => error.RowNumber > row || (error.RowNumber == row && error.Number > number))
            .OrderBy(error => error.RowNumber).ThenBy(error => error.Number).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var numbers = errors.Select(error => error.RowNumber).Distinct().ToList();
        var places = await context.SheetRows.Where(one => one.SheetId == sheetId && numbers.Contains(one.RowNumber)).ToDictionaryAsync(one => one.RowNumber, one => one.Line, cancellationToken);
        List<ErrorLine> lines = [.. errors.Take(PageSize).Select(error => new ErrorLine(places[error.RowNumber], error.ColumnName, error.Message, error.Fix))];
        return (lines, errors.Count > PageSize ? $"{errors[PageSize - 1].RowNumber}.{errors[PageSize - 1].Number}" : null);
    }

    private static (int Row, int Number) Mark(string? after) => after?.Split('.') is [var row, var number]
        && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var within)
        ? (at, within) : (0, 0);
}
