using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Commerce.Batches.Sheets.Writing;

/// <summary>An Excel workbook with one sheet; headings are bold and stay in sight.</summary>
internal sealed class WorkbookWriter : SheetWriter
{
    private const int LongestName = 31;
    private readonly Spreadsheet spreadsheet;
    private readonly List<Cell> row = [];
    private StyleId? headings;

    private WorkbookWriter(Spreadsheet spreadsheet, StyleId headings) => (this.spreadsheet, this.headings) = (spreadsheet, headings);

    public static async ValueTask<WorkbookWriter> BeginAsync(Stream target, string sheetName, CancellationToken cancellationToken)
    {
        var spreadsheet = await Spreadsheet.CreateNewAsync(target, null, cancellationToken);
        var bold = spreadsheet.AddStyle(new Style { Font = { Bold = true } });
        await spreadsheet.StartWorksheetAsync(NameOf(sheetName), new WorksheetOptions { FrozenRows = 1 }, cancellationToken);
        return new WorkbookWriter(spreadsheet, bold);
    }

    public override async ValueTask AddAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken)
    {
        row.Clear();
        for (var index = 0; index < cells.Count; index++)
            row.Add(Of(cells[index]));
        headings = null;
        await spreadsheet.AddRowAsync(row, cancellationToken);
    }

    public override ValueTask FinishAsync(CancellationToken cancellationToken) => spreadsheet.FinishAsync(cancellationToken);

    public override ValueTask DisposeAsync() => spreadsheet.DisposeAsync();

    private Cell Of(SheetCell cell)
    {
        if (cell.Number is { } number)
            return new Cell(number, headings);
        return cell.Moment is { } moment ? new Cell(moment.UtcDateTime, headings) : new Cell(Fitting(cell.Text ?? ""), headings);
    }

    // A longer text makes Excel call the whole file damaged, and so do signs that XML does not know.
    private static string Fitting(string text)
    {
        var whole = text.Length <= SheetLimits.Cell ? text : text[..SheetLimits.Cell];
        return whole.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? whole : string.Concat(whole.Where(sign => sign is '\n' or '\r' or '\t' or > '\u001f'));
    }

    // Excel refuses these signs in a sheet's name, and an apostrophe at either end.
    private static string NameOf(string name)
    {
        var allowed = string.Concat(name.Select(sign => sign is '/' or '\\' or '?' or '*' or '[' or ']' or ':' || char.IsControl(sign) ? ' ' : sign)).Trim('\'', ' ');
        return allowed.Length switch
        {
            0 => "Sheet",
            > LongestName => allowed[..LongestName].TrimEnd('\'', ' '),
            _ => allowed,
        };
    }
}
