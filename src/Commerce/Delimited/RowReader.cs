using System.Buffers;

namespace Commerce.Delimited;

/// <summary>
/// Reads rows as RFC 4180 has them and goes on after a broken one: when quotes do not close, only the row's first line is
/// refused and reading starts again on the next line. General CSV readers take everything up to the end of the file as
/// one field then. Fields are looked at where they lie, without a copy. Memory is bounded by the longest row.
/// </summary>
internal sealed class RowReader(TextReader text, char delimiter, int longestRow)
{
    private readonly SearchValues<char> ends = SearchValues.Create([delimiter, '\r', '\n']);
    private Slice[] fields = new Slice[64];
    private char[] buffer = new char[32 * 1024];
    private int filled;
    private int position;
    private int start;
    private int row;
    private int line = 1;
    private bool exhausted;

    /// <summary>First physical line of the current row.</summary>
    public int Line { get; private set; }

    /// <summary>What refuses the current row.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>How many fields the current row has.</summary>
    public int Count { get; private set; }

    /// <summary>A field of the current row, good until the next row is read.</summary>
    public ReadOnlySpan<char> this[int index] => buffer.AsSpan(row + fields[index].Start, fields[index].Length);

    /// <summary>Goes to the next row with content. False at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            (start, Count, Line) = (position, 0, line);
            if (!More())
                return false;
            Fault = Scan();
            row = start;
            if (Fault != RowFault.None)
            {
                (Count, position) = (0, start);
                SkipLine();
                return true;
            }
            if (Settle())
                return true;
        }
    }

    /// <summary>The next row with content as texts of their own, or null at the end.</summary>
    public Row? Read()
    {
        if (!Next())
            return null;
        var texts = new string[Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = this[index].ToString();
        return new Row(Line, texts, Fault);
    }

    private RowFault Scan()
    {
        while (true)
        {
            var fault = ScanField();
            if (fault != RowFault.None)
                return fault;
            if (!More())
                return position - start >= longestRow ? RowFault.TooLong : RowFault.None;
            var next = buffer[position++];
            if (next == delimiter)
                continue;
            TakeLineEnd(next);
            return RowFault.None;
        }
    }

    private RowFault ScanField()
    {
        var first = position - start;
        while (More() && IsBlank(buffer[position]))
            position++;
        if (More() && buffer[position] == '"')
            return ScanQuoted();
        position = start + first;
        FindEnd(ends);
        Add(new Slice(first, position - start - first, Quoted: false, Doubled: false));
        return RowFault.None;
    }

    private RowFault ScanQuoted()
    {
        position++;
        var (first, doubled) = (position - start, false);
        while (true)
        {
            var found = buffer.AsSpan(position, filled - position).IndexOf('"');
            position = found < 0 ? filled : position + found + 1;
            if (found < 0 && Fill())
                continue;
            if (found < 0)
                return position - start >= longestRow ? RowFault.TooLong : RowFault.UnclosedQuote;
            if (!More() || buffer[position] != '"')
                break;
            position++;
            doubled = true;
        }
        Add(new Slice(first, position - 1 - start - first, Quoted: true, doubled));
        return ScanAfterQuote();
    }

    private RowFault ScanAfterQuote()
    {
        while (More() && buffer[position] is var next && next != delimiter && next is not ('\r' or '\n'))
        {
            if (!char.IsWhiteSpace(next))
                return RowFault.TextAfterQuote;
            position++;
        }
        return RowFault.None;
    }

    // The row is whole: what stands twice becomes single in its place, and the lines inside it are counted.
    private bool Settle()
    {
        var content = false;
        for (var index = 0; index < Count; index++)
        {
            if (fields[index].Quoted)
                SettleQuoted(index);
            content = content || !this[index].IsWhiteSpace();
        }
        return content;
    }

    private void SettleQuoted(int index)
    {
        var field = buffer.AsSpan(row + fields[index].Start, fields[index].Length);
        line += field.Count('\n');
        if (field.Contains('\r'))
            line += field.Count('\r') - field.Count("\r\n");
        if (!fields[index].Doubled)
            return;
        var length = 0;
        var rest = field;
        while (rest.IndexOf('"') is var quote && quote >= 0)
        {
            rest[..(quote + 1)].CopyTo(field[length..]);
            length += quote + 1;
            rest = rest[(quote + 2)..];
        }
        rest.CopyTo(field[length..]);
        fields[index] = fields[index] with { Length = length + rest.Length };
    }

    private bool IsBlank(char next) => next != delimiter && next is not ('\r' or '\n') && char.IsWhiteSpace(next);

    private void FindEnd(SearchValues<char> wanted)
    {
        while (true)
        {
            var found = buffer.AsSpan(position, filled - position).IndexOfAny(wanted);
            position = found < 0 ? filled : position + found;
            if (found >= 0 || !Fill())
                return;
        }
    }

    private void TakeLineEnd(char first)
    {
        line++;
        if (first == '\r' && More() && buffer[position] == '\n')
            position++;
    }

    private void SkipLine()
    {
        while (true)
        {
            // Nothing before this place is needed again, however long the line is.
            start = position;
            if (!More())
                return;
            var found = buffer.AsSpan(position, filled - position).IndexOfAny('\r', '\n');
            position = found < 0 ? filled : position + found + 1;
            if (found < 0)
                continue;
            TakeLineEnd(buffer[position - 1]);
            return;
        }
    }

    private void Add(Slice field)
    {
        if (Count == fields.Length)
            Array.Resize(ref fields, fields.Length * 2);
        fields[Count++] = field;
    }

    private bool More() => position < filled || Fill();

    private bool Fill()
    {
        if (exhausted || position - start >= longestRow)
            return false;
        MakeRoom();
        var read = text.Read(buffer, filled, buffer.Length - filled);
        exhausted = read == 0;
        filled += read;
        return !exhausted;
    }

    private void MakeRoom()
    {
        if (start > 0)
            Array.Copy(buffer, start, buffer, 0, filled - start);
        position -= start;
        filled -= start;
        start = 0;
        if (filled > buffer.Length / 2)
            Array.Resize(ref buffer, buffer.Length * 2);
    }
}
