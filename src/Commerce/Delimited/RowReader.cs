namespace Commerce.Delimited;

/// <summary>
/// Reads rows as RFC 4180 has them and goes on after a broken one: when quotes do not close, only the row's first line is
/// refused and reading starts again on the next line. General CSV readers take everything up to the end of the file as
/// one field then. Fields are looked at where they lie, without a copy. Memory is bounded by the longest row, and so is
/// the time that broken rows may cost.
/// </summary>
internal sealed class RowReader(TextReader text, char delimiter, int longestRow)
{
    private const int SmallBuffer = 32 * 1024;
    private const int LargeBuffer = 128 * 1024;

    // As many rows of the greatest length may be read in vain: seconds, where a file made to break every row costs hours.
    private const long Patience = 1000;
    private readonly Marks marks = new(delimiter);
    private readonly RowFields fields = new();
    private char[] buffer = new char[Math.Clamp(longestRow, SmallBuffer, LargeBuffer) + Marks.Margin];
    private int filled;
    private int start;
    private int position;
    private int mark;
    private int line = 1;
    private int linesInside;
    private int reached;
    private long inVain;
    private bool exhausted;

    /// <summary>First physical line of the current row.</summary>
    public int Line { get; private set; }

    /// <summary>What refuses the current row.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>How many fields the current row has.</summary>
    public int Count => fields.Count;

    /// <summary>Whether the character NUL came up in what was read so far.</summary>
    public bool SawNull { get; private set; }

    /// <summary>A field of the current row, good until the next row is read.</summary>
    public ReadOnlySpan<char> this[int index] => fields.Of(buffer, index);

    /// <summary>Goes to the next row with content. False at the end.</summary>
    /// <exception cref="UnreadableFileException">Too many rows are broken, each so that much of the file was read to find it out.</exception>
    public bool Next()
    {
        while (true)
        {
            (start, Line) = (position, line);
            fields.Clear();
            if (position == filled && !Fill())
                return false;
            // A row that reaches over the end of the buffer is divided anew with more of it.
            while (!Scan() && Fill())
                fields.Clear();
            if (Fault != RowFault.None)
            {
                inVain += reached - start;
                if (inVain > Patience * longestRow)
                    throw new UnreadableFileException("quotes_broken", $"Quotation marks are opened and not closed in very many rows, the last in line {Line:N0}. Save the table again as CSV or as an Excel workbook and upload that.");
                fields.Clear();
                SkipLine();
                return true;
            }
            line += linesInside + 1;
            if (fields.Settle(buffer))
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

    // False when the row's end or its fault would be known only with more characters; what is told then holds if none come.
    private bool Scan()
    {
        var places = marks.Places;
        var (next, first, plain) = (mark, start, false);
        (Fault, linesInside) = (RowFault.None, 0);
        while (true)
        {
            var place = places[next++];
            var sign = buffer[place];
            if (place == filled)
            {
                fields.Add(first, place);
                return RunOut();
            }
            if (sign == '"' && !plain && IsBlank(first, place))
            {
                next = ScanQuoted(places, next, place + 1);
                place = places[next++];
                if (Fault == RowFault.TextAfterQuote)
                {
                    reached = place;
                    return true;
                }
                if (place == filled)
                    return RunOut();
                sign = buffer[place];
            }
            else if (sign == '"' && sign != delimiter)
            {
                // A quotation mark inside text is text, and so are all that follow.
                plain = true;
                continue;
            }
            else
            {
                fields.Add(first, place);
            }
            if (sign != delimiter)
                return TakeLineEnd(place, next);
            (first, plain) = (place + 1, false);
        }
    }

    // Comes back with the number of the mark that ends the field.
    private int ScanQuoted(ReadOnlySpan<int> places, int next, int first)
    {
        for (var doubled = 0; places[next] is var place && place != filled; next++)
        {
            var sign = buffer[place];
            if (sign == '\r' || (sign == '\n' && (place == first || buffer[place - 1] != '\r')))
                linesInside++;
            if (sign != '"')
                continue;
            if (place + 1 == filled || buffer[place + 1] != '"')
            {
                fields.Add(first, place, doubled);
                Fault = CanFollow(place + 1, places[next + 1]) ? RowFault.None : RowFault.TextAfterQuote;
                return next + 1;
            }
            fields.AddDouble(place);
            doubled++;
            next++;
        }
        Fault = RowFault.UnclosedQuote;
        return next;
    }

    private bool CanFollow(int quoteEnd, int place) => IsBlank(quoteEnd, place) && (place == filled || buffer[place] != '"' || delimiter == '"');

    private bool IsBlank(int first, int end) => first == end || buffer.AsSpan(first, end - first).IsWhiteSpace();

    private bool RunOut()
    {
        reached = position = filled;
        if (filled - start >= longestRow)
            Fault = RowFault.TooLong;
        return false;
    }

    private bool TakeLineEnd(int place, int next)
    {
        (position, mark) = (place + 1, next);
        if (buffer[place] != '\r')
            return true;
        if (position == filled)
            return false;
        if (buffer[position] == '\n')
            (position, mark) = (position + 1, mark + 1);
        return true;
    }

    private void SkipLine()
    {
        line++;
        while (true)
        {
            var place = marks.Places[mark];
            // Nothing before this place is needed again, however long the line is.
            start = position = place;
            if (place < filled && buffer[place] is not ('\r' or '\n'))
                mark++;
            else if ((place < filled && TakeLineEnd(place, mark + 1)) || !Fill())
                return;
        }
    }

    // Brings more characters if there are any, and moves those that are wanted: what was found before is to be looked for
    // again. False when everything stays as it is.
    private bool Fill()
    {
        if (exhausted || filled - start >= longestRow)
            return false;
        MakeRoom();
        var read = text.ReadBlock(buffer, filled, buffer.Length - Marks.Margin - filled);
        exhausted = read == 0;
        (mark, SawNull) = (0, SawNull || buffer.AsSpan(filled, read).Contains('\0'));
        filled += read;
        marks.Find(buffer, filled);
        return true;
    }

    private void MakeRoom()
    {
        if (start > 0)
            Array.Copy(buffer, start, buffer, 0, filled - start);
        position -= start;
        filled -= start;
        start = 0;
        if (filled > (buffer.Length - Marks.Margin) / 2)
            Array.Resize(ref buffer, (buffer.Length * 2) - Marks.Margin);
    }
}
