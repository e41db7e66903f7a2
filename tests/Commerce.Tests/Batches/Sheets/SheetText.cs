using System.Text;
using Commerce.Batches.Sheets.Reading;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>Reads tables that tests write down.</summary>
internal static class SheetText
{
    public static MemoryStream Stream(string text, Encoding? encoding = null)
    {
        var used = encoding ?? new UTF8Encoding(false);
        return new MemoryStream([.. used.GetPreamble(), .. used.GetBytes(text)]);
    }

    public static SheetTable Open(string text, Encoding? encoding = null) => SheetFile.Open(Stream(text, encoding), SheetKind.Csv, null);

    /// <summary>Headings and good rows of a file of either kind.</summary>
    public static List<string[]> All(Stream content, SheetKind kind, string? sheet = null)
    {
        using var table = SheetFile.Open(content, kind, sheet);
        var rows = new List<string[]> { table.Headings.ToArray() };
        while (table.Next())
            if (table.Fault is null)
                rows.Add(table.Cells());
        return rows;
    }

    public static List<string[]> All(string text, Encoding? encoding = null) => All(Stream(text, encoding), SheetKind.Csv);
}
