namespace Commerce.Batches.Sheets.Mapping;

/// <summary>What a column of a sheet can say about what is to be made.</summary>
public enum SheetField
{
    Name,
    Description,

    /// <summary>A web address, a path inside the uploaded ZIP, or a handle or SKU of the catalogue.</summary>
    Image,

    /// <summary>Handle or SKU of a product of the catalogue.</summary>
    Product,
    Style,
    Prompt,
    Ratio,
    Count,
    Language,
}
