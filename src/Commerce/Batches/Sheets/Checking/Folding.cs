using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>Tells which lines of a product export only continue the product above them: its further variants and pictures.</summary>
/// <param name="headings">The sheet's.</param>
/// <param name="sample">Its first rows, where they tell whose export it is; none where the headings do.</param>
internal sealed class Folding(IReadOnlyList<string> headings, IReadOnlyList<string[]> sample)
{
    private readonly SheetLayout layout = SheetLayouts.Of(headings, sample);
    private readonly int handle = Column(headings, "handle", "url handle");
    private readonly int title = Column(headings, "title");
    private readonly int type = WooCommerceTypes.Column(headings, sample) ?? int.MaxValue;
    private string current = "";

    public bool Continues(SheetTable table)
    {
        if (layout == SheetLayout.WooCommerce)
            return WooCommerceTypes.IsVariation(table[type]);
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
