namespace Commerce.Catalogue.Files;

/// <summary>The whole file is refused; the message is a sentence for the person who gave it.</summary>
public sealed class CatalogueFileException(string code, string sentence) : Exception(sentence)
{
    /// <summary>Stable word for the reason: empty, no_rows, no_usable_columns, not_text, spreadsheet, too_large, too_many_products.</summary>
    public string Code { get; } = code;
}
