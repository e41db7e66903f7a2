namespace Commerce.Batches.Sheets.Writing;

/// <summary>
/// Writes a table row by row to a stream that need not seek; memory does not grow with it. The first row is the headings.
/// Texts stay texts: what begins like a formula is guarded in CSV and stored as a text in a workbook.
/// </summary>
public abstract class SheetWriter : IAsyncDisposable
{
    /// <summary>Begins a file; the target stays open.</summary>
    /// <param name="sheetName">How a workbook calls its only sheet.</param>
    public static async ValueTask<SheetWriter> CreateAsync(Stream target, SheetFormat format, string sheetName, CancellationToken cancellationToken) =>
        format == SheetFormat.Csv ? new CsvSheetWriter(target) : await WorkbookWriter.BeginAsync(target, sheetName, cancellationToken);

    public abstract ValueTask AddAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken);

    /// <summary>Ends the file. Without it the file is cut off, so that nobody takes a part for the whole.</summary>
    public abstract ValueTask FinishAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
