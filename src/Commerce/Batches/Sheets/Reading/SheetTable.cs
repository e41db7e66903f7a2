using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading;

/// <summary>A sheet from its headings down: rows as wide as the headings, or the fault that refuses them.</summary>
public sealed class SheetTable : IDisposable
{
    private readonly SheetReader reader;
    private readonly string[] last;
    private bool afterBroken;

    /// <summary>Reads the headings; owns the reader from then on.</summary>
    /// <exception cref="UnreadableFileException">There are none that could be used.</exception>
    public SheetTable(SheetReader reader)
    {
        this.reader = reader;
        try
        {
            Headings = ReadHeadings();
            last = new string[Headings.Count];
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>One name per column, none empty.</summary>
    public IReadOnlyList<string> Headings { get; }

    public int Line => reader.Line;

    public SheetFault? Fault { get; private set; }

    /// <summary>A cell of the current row, trimmed; empty where the row ends earlier.</summary>
    public ReadOnlySpan<char> this[int column] => column < reader.Count ? reader[column].Trim() : [];

    /// <summary>Goes to the next row with content. False at the end.</summary>
    public bool Next()
    {
        if (!reader.Next())
            return false;
        Fault = FaultOf();
        return true;
    }

    /// <summary>The current row's cells as texts, as many as there are headings, without characters that no database keeps.</summary>
    public string[] Cells()
    {
        var cells = new string[Headings.Count];
        var filled = Math.Min(cells.Length, reader.Count);
        var clean = !reader.MayHoldNull;
        for (var column = 0; column < filled; column++)
            cells[column] = Text(column, reader[column], clean);
        cells.AsSpan(filled).Fill("");
        return cells;
    }

    public void Dispose() => reader.Dispose();

    // Vendors, types and tags are the same for many rows, which then share one text.
    private string Text(int column, ReadOnlySpan<char> cell, bool clean)
    {
        if (cell.IsEmpty)
            return "";
        if (cell.SequenceEqual(last[column]))
            return last[column];
        return last[column] = clean ? cell.ToString() : Clean(cell);
    }

    private static string Clean(ReadOnlySpan<char> cell) => cell.Contains('\0') ? cell.ToString().Replace("\0", "", StringComparison.Ordinal) : cell.ToString();

    private SheetFault? FaultOf()
    {
        if (reader.Fault is { } fault)
        {
            afterBroken = true;
            return fault;
        }
        // The lines below a broken quote may be its text; a row of full width is the first sure sign of a new row.
        if (afterBroken && reader.Count < Headings.Count)
            return new SheetFault("row_incomplete", "This line follows a broken row and has too few columns to be a row of its own. It was left out.");
        afterBroken = false;
        for (var column = Headings.Count; column < reader.Count; column++)
            if (!reader[column].IsWhiteSpace())
                return new SheetFault("row_too_wide", $"This row has {reader.Count} columns, but the headings have {Headings.Count}. Put quotes around text that holds the divider.");
        return null;
    }

    private List<string> ReadHeadings()
    {
        var any = reader.Next();
        if (any && reader.Fault is null && reader.Count > 0 && reader[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            any = reader.Next();
        if (!any)
            throw new UnreadableFileException("empty", "The sheet holds no rows. Put the headings into the first row and the products below.");
        if (reader.Fault is { } fault)
            throw new UnreadableFileException("headings_broken", $"The first row should hold the headings, but it cannot be read. {fault.Sentence}");
        var headings = new List<string>();
        for (var column = 0; column < reader.Count; column++)
            headings.Add(Clean(reader[column].Trim()) is { Length: > 0 } name ? name : $"Column {column + 1}");
        while (headings.Count > 1 && reader[headings.Count - 1].IsWhiteSpace())
            headings.RemoveAt(headings.Count - 1);
        return headings.Count <= SheetLimits.Columns
            ? headings
            : throw new UnreadableFileException("too_many_columns", $"The sheet has {headings.Count} columns; at most {SheetLimits.Columns} are read. Keep the columns that say what to make.");
    }
}
