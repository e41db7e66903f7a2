namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Guesses which column says what: best fits first, each column and each field once.</summary>
public static class MappingGuess
{
    /// <summary>Below this a fit is a coincidence: neither the heading nor nearly all cells speak for it.</summary>
    private const int Least = 38;

    // Without a heading only what no other column looks like is taken from the cells alone.
    private static readonly SheetField[] ByLooks = [SheetField.Image, SheetField.Ratio, SheetField.Style];

    public static SheetMapping Of(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        var width = SheetLayouts.OriginalColumns(headings);
        var samples = headings.Take(width).Select((heading, column) => new ColumnSample(heading, rows.Select(row => row[column].Trim()))).ToList();
        var fits = (from field in Enum.GetValues<SheetField>()
                    from column in Enumerable.Range(0, width)
                    let score = samples[column].Score(field) + Preference(field, headings[column])
                    let named = Headings.Find(headings[column]) == field || Headings.Hint(headings[column]) == field
                    where score >= Least && (named || (ByLooks.Contains(field) && Headings.Find(headings[column]) is null))
                    orderby score descending, column
                    select (field, column)).ToList();
        var (taken, mapping) = (new HashSet<int>(), new Dictionary<SheetField, int>());
        foreach (var (field, column) in fits)
            if (!mapping.ContainsKey(field) && taken.Add(column))
                mapping[field] = column;
        return new SheetMapping(mapping);
    }

    // A handle names one product, a SKU perhaps one of its variants; a picture's own column goes before a list of them.
    private static int Preference(SheetField field, string heading) => (field, Headings.Simplify(heading)) switch
    {
        (SheetField.Product, "handle" or "url handle" or "product handle") => 10,
        (SheetField.Name, "title" or "product name") => 5,
        (SheetField.Image, "image src" or "image url" or "product image url" or "base image url") => 5,
        (SheetField.Description, "short description") => -5,
        _ => 0,
    };
}
