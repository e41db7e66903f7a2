using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>Tells which lines of a product export only continue the product above them: its further variants and pictures.</summary>
internal sealed class Folding(SheetLayout layout, IReadOnlyList<string> headings)
{
    private readonly int handle = Column(headings, "handle", "url handle");
    private readonly int title = Column(headings, "title");
    private readonly int type = Column(headings, "type");
    private string current = "";

    public bool Continues(SheetTable table)
    {
        if (layout == SheetLayout.WooCommerce)
            return table[type].Equals("variation", StringComparison.OrdinalIgnoreCase);
        if (layout != SheetLayout.Shopify)
            return false;
        var same = current.Length > 0 && table[handle].SequenceEqual(current);
        if (same)
            return table[title].IsEmpty;
        current = table[handle].ToString();
        return false;
    }

    private static int Column(IReadOnlyList<string> headings, params ReadOnlySpan<string> names)
    {
        for (var column = 0; column < headings.Count; column++)
            if (names.Contains(Headings.Simplify(headings[column])))
                return column;
        return int.MaxValue;
    }
}
