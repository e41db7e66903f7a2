namespace Commerce.Batches.Sheets.Reading;

public enum SheetKind
{
    Csv,
    Xlsx,
}
