using System.Globalization;
using System.Xml;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>Rows of one sheet of a workbook: what a formula last gave counts, never the formula.</summary>
internal sealed class WorkbookReader : SheetReader
{
    private static readonly SheetFault TooLong = new("row_too_long", "This row or one of its cells is longer than any product needs. It was left out.");
    private static readonly SheetFault TooWide = new("row_too_wide", $"This row reaches beyond column {SheetLimits.Columns}. It was left out.");

    private readonly Workbook workbook;
    private readonly XmlReader reader;
    private readonly SharedTexts shared;
    private readonly NumberFormats formats;
    private readonly CellText text = new();
    private readonly List<(int Start, int Length)> cells = [];
    private SheetFault? fault;
    private int line;

    private WorkbookReader(Workbook workbook, string? sheet)
    {
        this.workbook = workbook;
        var relations = workbook.Package.Relations("xl/workbook.xml").Values.ToLookup(target => target.Kind, target => target.Part, StringComparer.Ordinal);
        shared = SharedTexts.Read(workbook.Package, relations["sharedStrings"].FirstOrDefault("xl/sharedStrings.xml"));
        formats = NumberFormats.Read(workbook.Package, relations["styles"].FirstOrDefault("xl/styles.xml"));
        reader = workbook.Package.Find(workbook.PartOf(sheet)) ?? throw Package.Damaged();
    }

    public override int Line => line;

    public override int Count => cells.Count;

    public override SheetFault? Fault => fault;

    public override ReadOnlySpan<char> this[int index] => text[cells[index].Start..(cells[index].Start + cells[index].Length)];

    /// <exception cref="Commerce.Delimited.UnreadableFileException">It cannot be read.</exception>
    public static WorkbookReader Open(Stream content, string? sheet)
    {
        var workbook = Workbook.Open(content);
        try
        {
            return new WorkbookReader(workbook, sheet);
        }
        catch (Exception error)
        {
            workbook.Dispose();
            throw error is XmlException or InvalidDataException ? Package.Damaged() : error;
        }
    }

    public override bool Next()
    {
        try
        {
            while (reader.Read())
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" } && ReadRow())
                    return true;
            return false;
        }
        catch (Exception error) when (error is XmlException or InvalidDataException)
        {
            throw Package.Damaged();
        }
    }

    public override void Dispose()
    {
        reader.Dispose();
        workbook.Dispose();
    }

    private bool ReadRow()
    {
        line = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line + 1;
        text.Clear();
        cells.Clear();
        fault = null;
        if (reader.IsEmptyElement)
            return false;
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
                ReadCell();
        return fault is not null || cells.Exists(cell => !text[cell.Start..(cell.Start + cell.Length)].IsWhiteSpace());
    }

    private void ReadCell()
    {
        var column = ColumnOf(reader.GetAttribute("r")) ?? cells.Count;
        // A row without end is not kept to its end; what it is refused for stays.
        if (fault is null && (column > SheetLimits.Columns || column < cells.Count))
            fault = TooWide;
        if (fault is not null)
        {
            XmlText.Skip(reader);
            return;
        }
        while (cells.Count < column)
            cells.Add((text.Length, 0));
        var start = text.Length;
        var fits = reader.IsEmptyElement || ReadValue(start);
        cells.Add((start, text.Length - start));
        if (!fits || text.Length > SheetLimits.Row)
            fault = TooLong;
    }

    private bool ReadValue(int start)
    {
        var (kind, style, depth, fits) = (reader.GetAttribute("t"), reader.GetAttribute("s"), reader.Depth, true);
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" })
                fits = XmlText.Append(reader, text, start + SheetLimits.Cell + 1) && fits;
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                fits = SharedTexts.ReadItem(reader, text) && fits;
        }
        Settle(kind, style, start);
        return fits;
    }

    private void Settle(string? kind, string? style, int start)
    {
        if (kind is null or "n")
            CellNumber.Replace(text, start, formats.Of(style), workbook.From1904);
        if (kind == "b")
            ReplaceBy(start, text[start..] is "1" ? "TRUE" : "FALSE");
        if (kind == "s" && int.TryParse(text[start..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            text.Cut(start);
            shared.AppendTo(text, number);
        }
    }

    private void ReplaceBy(int start, string word)
    {
        text.Cut(start);
        text.Append(word);
    }

    private static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var sign in place ?? "")
        {
            if (sign is < 'A' or > 'Z' || column > SheetLimits.Columns)
                break;
            column = (column * 26) + sign - 'A' + 1;
        }
        return column == 0 ? null : column - 1;
    }
}
