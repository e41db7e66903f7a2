using System.Globalization;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;

namespace Commerce.Batches.Results;

/// <summary>
/// The first columns of a failure report: what each line asks for when it is uploaded again, which is the one copy of the one
/// style in the one ratio that failed. In the columns of a spreadsheet the cells that say so are set, all others are as they were.
/// </summary>
internal sealed class FailureColumns
{
    private static readonly string[] OfProducts = ["Product name", "Product handle"];
    private readonly Guid batchId;
    private readonly int? width;
    private readonly Dictionary<SheetField, int> places = [];

    /// <param name="sheet">The spreadsheet the batch came from; null where it came from none.</param>
    public FailureColumns(Guid batchId, Sheet? sheet)
    {
        this.batchId = batchId;
        width = sheet is null ? null : SheetLayouts.OriginalColumns(sheet.Headings);
        foreach (var field in (SheetField[])[SheetField.Style, SheetField.Ratio, SheetField.Count])
            if (sheet?.Mapping[field] is { } column && column < width)
                places[field] = column;
        string[] added = [ReportColumns.Batch, ReportColumns.Copy, .. Own(SheetField.Style, ReportColumns.Style), .. Own(SheetField.Ratio, ReportColumns.Ratio)];
        Headings = [.. sheet is null ? OfProducts : sheet.Headings.Take(width!.Value), .. added];
    }

    public IReadOnlyList<string> Headings { get; }

    public IEnumerable<string> Cells(FailureRow row)
    {
        var (style, ratio) = (row.Style, ArchiveNames.Ratio(row.Width, row.Height).Replace('x', ':'));
        string[] asked = width is { } original ? [.. (row.Cells ?? []).Concat(Enumerable.Repeat("", original)).Take(original)] : [row.Product, row.Handle];
        Set(asked, SheetField.Style, style);
        Set(asked, SheetField.Ratio, ratio);
        Set(asked, SheetField.Count, "1");
        return [.. asked, batchId.ToString(), (row.Copy + 1).ToString(CultureInfo.InvariantCulture), .. Own(SheetField.Style, style), .. Own(SheetField.Ratio, ratio)];
    }

    private void Set(string[] cells, SheetField field, string value)
    {
        if (places.TryGetValue(field, out var column))
            cells[column] = value;
    }

    private string[] Own(SheetField field, string value) => places.ContainsKey(field) ? [] : [value];
}
