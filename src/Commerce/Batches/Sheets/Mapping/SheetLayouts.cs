using System.Security.Cryptography;
using System.Text;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Recognises exports and our own reports by their headings.</summary>
public static class SheetLayouts
{
    /// <summary>Columns of a report of ours, in its order behind the original ones.</summary>
    public const string ReportRow = "Row";

    public const string ReportCode = "Error code";

    public const string ReportError = "Error";

    public const string ReportFix = "Fix";

    /// <summary>The layout of a sheet with these headings and these first rows.</summary>
    public static SheetLayout Of(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        var layout = Of(headings);
        return layout == SheetLayout.Plain && WooCommerceTypes.Column(headings, rows) is not null ? SheetLayout.WooCommerce : layout;
    }

    /// <summary>The layout as far as headings alone tell it; exports that translate theirs are recognised by their rows too.</summary>
    public static SheetLayout Of(IReadOnlyList<string> headings)
    {
        var known = headings.Select(Headings.Simplify).ToHashSet(StringComparer.Ordinal);
        if (headings.Contains(ReportRow) && headings.Contains(ReportCode) && headings.Contains(ReportFix))
            return SheetLayout.Report;
        if ((known.Contains("handle") || known.Contains("url handle")) && known.Contains("title"))
            return SheetLayout.Shopify;
        return known.Contains("type") && known.Contains("sku") && known.Contains("name") && known.Contains("images") ? SheetLayout.WooCommerce : SheetLayout.Plain;
    }

    /// <summary>How many of a report's columns are the original ones; all of them for any other sheet.</summary>
    public static int OriginalColumns(IReadOnlyList<string> headings) =>
        Of(headings) == SheetLayout.Report && ReportColumns.Start(headings) is { } start ? start : AskingColumns(headings);

    /// <summary>How many of a report's columns say what is to be made, in front of those that say what went wrong; all of them for any other sheet.</summary>
    public static int AskingColumns(IReadOnlyList<string> headings) =>
        Of(headings) == SheetLayout.Report ? headings.TakeWhile((heading, index) => !(heading == ReportRow && headings.Skip(index).Contains(ReportCode))).Count() : headings.Count;

    /// <summary>Names a set of headings; a report has the name of the sheet it was made for.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Fingerprint(IReadOnlyList<string> headings) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', headings.Take(OriginalColumns(headings)).Select(Headings.Simplify)))));
}
