namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Whose export a sheet is, told from its headings.</summary>
public enum SheetLayout
{
    Plain,

    /// <summary>A product has a line for each of its variants and pictures.</summary>
    Shopify,

    /// <summary>A product's variations have lines of their own.</summary>
    WooCommerce,

    /// <summary>A report of ours: the original columns with what went wrong behind them.</summary>
    Report,
}
