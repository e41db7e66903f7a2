using Commerce.Delimited;

namespace Commerce.Catalogue.Files;

/// <summary>Lets whole rows through, cleans characters that no database keeps, and refuses broken rows in words.</summary>
internal sealed class RowFilter(int width, Action<CatalogueProblem> tell)
{
    private bool afterBroken;

    public Row? Accept(Row row)
    {
        if (row.Fault != RowFault.None)
        {
            afterBroken = true;
            return Refuse(row, RowFaults.CodeOf(row.Fault), RowFaults.SentenceOf(row.Fault));
        }
        // The lines below a broken quote may be its text; a row of full width is the first sure sign of a new row.
        if (afterBroken && row.Fields.Count < width)
            return Refuse(row, "row_incomplete", "This line follows a broken row and has too few columns to be a row of its own. It was left out.");
        afterBroken = false;
        if (row.Fields.Skip(width).Any(value => value.Length > 0))
            return Refuse(row, "row_too_wide", $"This row has {row.Fields.Count} columns, but the headings have {width}. It was left out; put quotes around text that holds the divider.");
        return Clean(row);
    }

    private Row Clean(Row row)
    {
        if (!row.Fields.Any(value => value.Contains('\0')))
            return row;
        tell(new CatalogueProblem(row.Line, null, "null_characters", "This row held invisible null characters. They were removed and the row was read."));
        return row with { Fields = [.. row.Fields.Select(value => value.Replace("\0", "", StringComparison.Ordinal))] };
    }

    private Row? Refuse(Row row, string code, string sentence)
    {
        tell(new CatalogueProblem(row.Line, null, code, sentence));
        return null;
    }
}
