using System.Text.RegularExpressions;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>
/// WooCommerce's column of product types. Its heading is in the shop's language, the types in it never are: each cell holds
/// one, and perhaps that it is virtual or a download.
/// </summary>
internal static partial class WooCommerceTypes
{
    private static readonly string[] Types = ["simple", "variable", "variation", "grouped", "external"];

    // Below this it is somebody's own list: the export writes some thirty columns.
    private const int LeastColumns = 4;

    /// <summary>Where it stands: by its English heading, or as the only column whose cells are types; null in any other sheet.</summary>
    public static int? Column(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        if (SheetLayouts.Of(headings) == SheetLayout.WooCommerce)
            return Enumerable.Range(0, headings.Count).First(column => Headings.Simplify(headings[column]) == "type");
        if (rows.Count == 0 || headings.Count < LeastColumns)
            return null;
        return Enumerable.Range(0, headings.Count).Where(column => HoldsTypes([.. rows.Select(row => row[column])])).ToList() is [var only] ? only : null;
    }

    /// <summary>Whether a cell of it says that the line is a variation of the product it names as its parent.</summary>
    public static bool IsVariation(ReadOnlySpan<char> cell)
    {
        var end = cell.IndexOf(',');
        return (end < 0 ? cell : cell[..end]).Trim().Equals("variation", StringComparison.OrdinalIgnoreCase);
    }

    // Extensions bring types of their own along, but hardly a shop has mostly those.
    private static bool HoldsTypes(IReadOnlyList<string> cells) =>
        cells.All(cell => Kinds().IsMatch(cell)) && cells.Count(cell => Types.Contains(cell.Split(',')[0].Trim(), StringComparer.OrdinalIgnoreCase)) * 2 > cells.Count;

    [GeneratedRegex(@"^\s*[a-z][a-z_-]*(\s*,\s*[a-z_-]+)*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Kinds();
}
