using System.Text;

namespace Commerce.Batches.Sheets.Writing;

/// <summary>CSV as RFC 4180 has it: UTF-8 with its mark, so that spreadsheet programs read it.</summary>
internal sealed class CsvSheetWriter(Stream target) : SheetWriter
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",;\t|\"\r\n '");
    private readonly StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
    private readonly StringBuilder row = new();

    public override async ValueTask AddAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken)
    {
        row.Clear();
        for (var index = 0; index < cells.Count; index++)
        {
            if (index > 0)
                row.Append(',');
            Append(cells[index]);
        }
        await writer.WriteLineAsync(row, cancellationToken);
    }

    public override async ValueTask FinishAsync(CancellationToken cancellationToken) => await writer.FlushAsync(cancellationToken);

    public override ValueTask DisposeAsync() => writer.DisposeAsync();

    private void Append(SheetCell cell)
    {
        var text = cell.Text is null ? cell.Plain : FormulaGuard.Put(cell.Text);
        if (text.AsSpan().ContainsAny(Special))
            row.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            row.Append(text);
    }
}
