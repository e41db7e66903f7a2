namespace Commerce.Batches.Sheets;

/// <summary>What a checked sheet asks for, as one select that planning and starting build on.</summary>
public static class SheetScope
{
    /// <summary>
    /// One line per good row in the sheet's order; parameters <c>@store</c> and <c>@sheet</c>. An empty style, ratio or prompt and
    /// null copies mean the recipe's; a null picture means the product's first. A row with a named copy asks for that one copy
    /// of its order and for no other.
    /// </summary>
    public const string Sql =
        """
        select row_number::bigint as position, product_id, source_image_id, prompt, language, coalesce(style, '') as style, coalesce(ratio, '') as ratio, copies, row_number as sheet_row, copy as named_copy
        from rows_of_sheet(@store, @sheet)
        """;
}
