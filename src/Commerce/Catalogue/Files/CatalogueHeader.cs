using Commerce.Delimited;

namespace Commerce.Catalogue.Files;

/// <summary>The heading row: which cell of a row holds which column.</summary>
internal sealed class CatalogueHeader
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];
    private readonly Dictionary<CatalogueColumn, List<int>> cells = [];

    public CatalogueHeader(Row row)
    {
        Line = row.Line;
        Headings = row.Fields;
        for (var index = 0; index < row.Fields.Count; index++)
            if (CatalogueColumns.Find(row.Fields[index]) is { } column)
                CellsOf(column).Add(index);
    }

    public int Line { get; }
    public IReadOnlyList<string> Headings { get; }
    public int Width => Headings.Count;
    public bool IsUsable => cells.ContainsKey(CatalogueColumn.Title) || cells.ContainsKey(CatalogueColumn.Handle);

    /// <summary>The divider under which the heading row shows most known columns.</summary>
    public static char DetectDelimiter(string sample)
    {
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 4)
            return sample[4];
        return Delimiters.MaxBy(delimiter => Recognised(sample, delimiter));
    }

    /// <summary>The first of the column's cells that is not blank, trimmed; null when there is none.</summary>
    public string? Value(Row row, CatalogueColumn column)
    {
        if (!cells.TryGetValue(column, out var candidates))
            return null;
        foreach (var index in candidates)
            if (index < row.Fields.Count && !string.IsNullOrWhiteSpace(row.Fields[index]))
                return row.Fields[index].Trim();
        return null;
    }

    public string? HeadingOf(CatalogueColumn column) =>
        cells.TryGetValue(column, out var candidates) ? Headings[candidates[0]].Trim() : null;

    /// <summary>Known headings that stand there more than once, in the same words.</summary>
    public IEnumerable<string> Repeated() =>
        cells.Values.SelectMany(indexes => indexes.Select(index => Headings[index].Trim()))
            .GroupBy(heading => heading, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);

    private static int Recognised(string sample, char delimiter)
    {
        var first = new RowReader(new StringReader(sample), delimiter, sample.Length + 1).Read();
        return first?.Fields.Count(heading => CatalogueColumns.Find(heading) is not null) ?? 0;
    }

    private List<int> CellsOf(CatalogueColumn column)
    {
        if (!cells.TryGetValue(column, out var indexes))
            cells[column] = indexes = [];
        return indexes;
    }
}
