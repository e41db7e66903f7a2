using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading;

/// <summary>Rows of a delimited text file whose encoding and delimiter are found out.</summary>
internal sealed class CsvSheetReader : SheetReader
{
    private const int SampleLength = 64 * 1024;
    private const int BufferSize = 32 * 1024;

    private readonly StreamReader text;
    private readonly RowReader rows;

    private CsvSheetReader(StreamReader text, char delimiter) => (this.text, rows) = (text, new RowReader(text, delimiter, SheetLimits.Row));

    public override int Line => rows.Line;

    public override int Count => rows.Count;

    public override SheetFault? Fault => rows.Fault == RowFault.None ? null : new SheetFault(RowFaults.CodeOf(rows.Fault), RowFaults.SentenceOf(rows.Fault));

    public override bool MayHoldNull => rows.SawNull;

    public override ReadOnlySpan<char> this[int index] => rows[index];

    /// <summary>Reads a seekable stream from its start; the stream stays open.</summary>
    /// <exception cref="UnreadableFileException">It is empty or no text.</exception>
    public static CsvSheetReader Open(Stream content)
    {
        var encoding = TextEncoding.Detect(content);
        using (var sample = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true))
        {
            var characters = new char[SampleLength];
            var length = sample.ReadBlock(characters);
            content.Position = 0;
            var delimiter = Delimiters.Detect(new string(characters, 0, length));
            return new CsvSheetReader(new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true), delimiter);
        }
    }

    public override bool Next() => rows.Next();

    public override void Dispose() => text.Dispose();
}
