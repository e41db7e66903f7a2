namespace Commerce.Batches.Sheets.Writing;

public enum SheetFormat
{
    Csv,
    Xlsx,
}

public static class SheetFormats
{
    /// <summary>The format of a word such as <c>csv</c>; null when there is none.</summary>
    public static SheetFormat? Find(string? word) => word?.ToLowerInvariant() switch
    {
        "csv" => SheetFormat.Csv,
        "xlsx" => SheetFormat.Xlsx,
        _ => null,
    };

    /// <summary>With its dot.</summary>
    public static string Extension(this SheetFormat format) => format == SheetFormat.Csv ? ".csv" : ".xlsx";

    public static string MimeType(this SheetFormat format) =>
        format == SheetFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}
