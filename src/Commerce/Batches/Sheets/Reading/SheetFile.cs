using Commerce.Batches.Sheets.Reading.Workbooks;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading;

/// <summary>Opens a spreadsheet by what it holds, whatever it is called, and refuses in words what is none.</summary>
public static class SheetFile
{
    private static readonly string[] TextNames = [".csv", ".tsv", ".tab", ".txt"];
    private static readonly string[] WorkbookNames = [".xlsx", ".xlsm"];

    /// <summary>Tells which kind of spreadsheet a seekable stream holds.</summary>
    /// <exception cref="UnreadableFileException">It is none that can be read; the message says what it seems to be.</exception>
    public static SheetKind KindOf(Stream content, string fileName)
    {
        if (content.Length > SheetLimits.File)
            throw new UnreadableFileException("too_large", $"The file is larger than {SheetLimits.File / (1024 * 1024)} MB. Split it into several sheets.");
        var kind = FileMark.KindOf(content);
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (kind == SheetKind.Csv && WorkbookNames.Contains(extension))
            throw new UnreadableFileException("wrong_extension", $"The file is called {extension} but holds plain text. Call it .csv, or save it as an Excel workbook, and upload it again.");
        if (kind == SheetKind.Xlsx && TextNames.Contains(extension))
            throw new UnreadableFileException("wrong_extension", $"The file is called {extension} but is an Excel workbook. Call it .xlsx and upload it again.");
        return kind;
    }

    /// <summary>The sheets that can be chosen, in the workbook's order; none for a text file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be read.</exception>
    public static IReadOnlyList<string> SheetsOf(Stream content, SheetKind kind)
    {
        if (kind == SheetKind.Csv)
            return [];
        using var workbook = Workbook.Open(content);
        return workbook.Sheets;
    }

    /// <summary>Opens a seekable stream at its start; it stays open.</summary>
    /// <param name="sheet">Which sheet of a workbook; the first one when it is null or not there.</param>
    /// <exception cref="UnreadableFileException">The file cannot be read; also while rows are read.</exception>
    public static SheetTable Open(Stream content, SheetKind kind, string? sheet)
    {
        content.Position = 0;
        return new SheetTable(kind == SheetKind.Csv ? CsvSheetReader.Open(content) : WorkbookReader.Open(content, sheet));
    }
}
