using System.Globalization;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Rows with one kind of error.</summary>
public sealed record ErrorKind(string Code, int Rows, string Example);

/// <summary>One error as the table shows it.</summary>
public sealed record ErrorLine(int RowNumber, int Number, int Line, string Column, string Message, string Fix);

/// <summary>Reads a sheet's errors, grouped and one after the other.</summary>
internal static class SheetErrors
{
    public const int PageSize = 50;
    private const int MostKinds = 30;

    public static async Task<IReadOnlyList<ErrorKind>> KindsAsync(CommerceContext context, Guid sheetId, CancellationToken cancellationToken) => await context.SheetErrors
        .Where(error => error.SheetId == sheetId)
        .GroupBy(error => error.Code)
        .Select(group => new { group.Key, Rows = group.Select(error => error.RowNumber).Distinct().Count(), Example = group.Min(error => error.Message) })
        .OrderByDescending(group => group.Rows).ThenBy(group => group.Key)
        .Take(MostKinds)
        .Select(group => new ErrorKind(group.Key, group.Rows, group.Example!))
        .ToListAsync(cancellationToken);

    /// <summary>The errors behind a mark, in the sheet's order, and the mark of the next page.</summary>
    public static async Task<(IReadOnlyList<ErrorLine> Lines, string? Next)> PageAsync(CommerceContext context, Guid sheetId, string? code, string? after, CancellationToken cancellationToken)
    {
        var (row, number) = Mark(after);
        var lines = await context.SheetErrors.AsNoTracking()
            .Where(error => error.SheetId == sheetId && (code == null || error.Code == code))
            .Where(error => error.RowNumber > row || (error.RowNumber == row && error.Number > number))
            .OrderBy(error => error.RowNumber).ThenBy(error => error.Number).Take(PageSize + 1)
            .Join(context.SheetRows, error => new { error.SheetId, error.RowNumber }, one => new { one.SheetId, one.RowNumber }, (error, one) => new ErrorLine(error.RowNumber, error.Number, one.Line, error.ColumnName, error.Message, error.Fix))
            .OrderBy(line => line.RowNumber).ThenBy(line => line.Number)
            .ToListAsync(cancellationToken);
        return lines.Count > PageSize ? (lines[..PageSize], $"{lines[PageSize - 1].RowNumber}.{lines[PageSize - 1].Number}") : (lines, null);
    }

    private static (int Row, int Number) Mark(string? after) => after?.Split('.') is [var row, var number]
        && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var within)
        ? (at, within) : (0, 0);
}
