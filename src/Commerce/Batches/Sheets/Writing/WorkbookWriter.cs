using Commerce.Batches.Results;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Commerce.Batches.Sheets.Writing;

/// <summary>An Excel workbook with one sheet; headings are bold and stay in sight.</summary>
internal sealed class WorkbookWriter : SheetWriter
{
    private const int LongestName = 31;
    private readonly GatheredWrites target;
    private readonly Spreadsheet spreadsheet;
    private readonly List<Cell> row = [];
    private StyleId? headings;

    private WorkbookWriter(GatheredWrites target, Spreadsheet spreadsheet, StyleId headings) => (this.target, this.spreadsheet, this.headings) = (target, spreadsheet, headings);

    public static async ValueTask<WorkbookWriter> BeginAsync(Stream target, string sheetName, CancellationToken cancellationToken)
    {
        // The ZIP around a workbook writes its ends synchronously, which a response does not take.
        var gathered = new GatheredWrites(target);
        var spreadsheet = await Spreadsheet.CreateNewAsync(gathered, null, cancellationToken);
        var bold = spreadsheet.AddStyle(new Style { Font = { Bold = true } });
        await spreadsheet.StartWorksheetAsync(NameOf(sheetName), new WorksheetOptions { FrozenRows = 1 }, cancellationToken);
        return new WorkbookWriter(gathered, spreadsheet, bold);
    }

    public override async ValueTask AddAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken)
    {
        row.Clear();
        for (var index = 0; index < cells.Count; index++)
            row.Add(Of(cells[index]));
        headings = null;
        await spreadsheet.AddRowAsync(row, cancellationToken);
    }

    public override async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await spreadsheet.FinishAsync(cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await spreadsheet.DisposeAsync();
        await target.DisposeAsync();
    }

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
