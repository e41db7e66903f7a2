namespace Commerce.Batches.Sheets.Mapping;

/// <summary>
/// The columns by which a line of a failure report says what is to be made: they stand behind the original ones, and the
/// style and the ratio are among them only where the original sheet has no column for them.
/// </summary>
public static class ReportColumns
{
    /// <summary>The batch's id; the first of these columns.</summary>
    public const string Batch = "Batch id";

    /// <summary>Which copy of the order failed, counted from 1; the second one.</summary>
    public const string Copy = "Copy";

    public const string Style = "Style";

    public const string Ratio = "Ratio";

    private static readonly (SheetField Field, string Heading)[] Fields = [(SheetField.Style, Style), (SheetField.Ratio, Ratio)];

    /// <summary>Where these columns begin; null in a sheet that has none.</summary>
    public static int? Start(IReadOnlyList<string> headings)
    {
        for (var index = 0; index + 1 < headings.Count; index++)
            if (headings[index] == Batch && headings[index + 1] == Copy)
                return index;
        return null;
    }

    /// <summary>The batch that all of the rows name; null when they name none or several.</summary>
    public static Guid? BatchOf(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows) =>
        Start(headings) is { } start && rows.Select(row => row[start].Trim()).Distinct().ToList() is [var only] && Guid.TryParse(only, out var id) ? id : null;

    /// <summary>The mapping of the original sheet, with the report's own columns where that sheet has none.</summary>
    public static SheetMapping Complete(SheetMapping mapping, IReadOnlyList<string> headings)
    {
        if (Start(headings) is not { } start)
            return mapping;
        var columns = mapping.Columns.Where(pair => pair.Value < start).ToDictionary();
        foreach (var (field, heading) in Fields)
            if (Enumerable.Range(start, headings.Count - start).Where(column => headings[column] == heading).Cast<int?>().FirstOrDefault() is { } column)
                columns.TryAdd(field, column);
        return new SheetMapping(columns);
    }
}
