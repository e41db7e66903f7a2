using System.Text;

namespace Commerce.Catalogue.Files;

/// <summary>A row of a delimited file: its first physical line, and either its fields or the fault that refuses it.</summary>
internal readonly record struct Row(int Line, IReadOnlyList<string> Fields, RowFault Fault);

internal enum RowFault
{
    None,
    UnclosedQuote,
    TextAfterQuote,
    TooLong,
}

/// <summary>
/// Reads rows as RFC 4180 has them and goes on after a broken one: when quotes do not close, only the row's first line is
/// refused and reading starts again on the next line. General CSV readers take everything up to the end of the file as
/// one field then. Memory is bounded by the longest row.
/// </summary>
internal sealed class RowReader(TextReader text, char delimiter, int longestRow)
{
    private const int End = -1;
    private readonly StringBuilder field = new();
    private char[] buffer = new char[32 * 1024];
    private int filled;
    private int position;
    private int start;
    private int line = 1;
    private bool exhausted;

    /// <summary>The next row with content, or null at the end.</summary>
    public Row? Read()
    {
        while (true)
        {
            start = position;
            if (Peek() == End)
                return null;
            var firstLine = line;
            var fields = new List<string>();
            var fault = ReadFields(fields);
            if (fault != RowFault.None)
            {
                SkipFirstLine(firstLine);
                return new Row(firstLine, fields, fault);
            }
            if (fields.Any(value => !string.IsNullOrWhiteSpace(value)))
                return new Row(firstLine, fields, RowFault.None);
        }
    }

    private RowFault ReadFields(List<string> fields)
    {
        while (true)
        {
            var fault = ReadField();
            if (fault != RowFault.None)
                return fault;
            fields.Add(field.ToString());
            var next = Peek();
            if (next == End)
                return position - start >= longestRow ? RowFault.TooLong : RowFault.None;
            position++;
            if (next == delimiter)
                continue;
            TakeLineEnd(next);
            return RowFault.None;
        }
    }

    private RowFault ReadField()
    {
        field.Clear();
        while (Peek() is var next && next != End && next != delimiter && next is not ('\r' or '\n'))
        {
            position++;
            if (next == '"' && IsBlank())
                return ReadQuoted();
            field.Append((char)next);
        }
        return RowFault.None;
    }

    private RowFault ReadQuoted()
    {
        field.Clear();
        while (true)
        {
            var next = Peek();
            if (next == End)
                return position - start >= longestRow ? RowFault.TooLong : RowFault.UnclosedQuote;
            position++;
            if (next == '"' && Peek() != '"')
                return ReadAfterQuote();
            if (next == '"')
                position++;
            field.Append((char)next);
            if (next is '\r' or '\n')
                TakeLineEnd(next, keep: true);
        }
    }

    private RowFault ReadAfterQuote()
    {
        while (Peek() is var next && next != End && next != delimiter && next is not ('\r' or '\n'))
        {
            if (!char.IsWhiteSpace((char)next))
                return RowFault.TextAfterQuote;
            position++;
        }
        return RowFault.None;
    }

    private bool IsBlank()
    {
        for (var index = 0; index < field.Length; index++)
            if (!char.IsWhiteSpace(field[index]))
                return false;
        return true;
    }

    private void TakeLineEnd(int first, bool keep = false)
    {
        line++;
        if (first != '\r' || Peek() != '\n')
            return;
        position++;
        if (keep)
            field.Append('\n');
    }

    private void SkipFirstLine(int firstLine)
    {
        position = start;
        line = firstLine;
        while (true)
        {
            // Nothing before this place is needed again, however long the line is.
            start = position;
            var next = Peek();
            if (next == End)
                return;
            position++;
            if (next is not ('\r' or '\n'))
                continue;
            TakeLineEnd(next);
            return;
        }
    }

    private int Peek()
    {
        if (position < filled)
            return buffer[position];
        if (exhausted || position - start >= longestRow)
            return End;
        MakeRoom();
        var read = text.Read(buffer, filled, buffer.Length - filled);
        exhausted = read == 0;
        filled += read;
        return exhausted ? End : buffer[position];
    }

    private void MakeRoom()
    {
        Array.Copy(buffer, start, buffer, 0, filled - start);
        position -= start;
        filled -= start;
        start = 0;
        if (filled > buffer.Length / 2)
            Array.Resize(ref buffer, buffer.Length * 2);
    }
}
