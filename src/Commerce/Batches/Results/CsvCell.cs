namespace Commerce.Batches.Results;

internal static class CsvCell
{
    /// <summary>Free text as a quoted cell; a spreadsheet must not take one that begins like a formula for one.</summary>
    public static string Of(string text)
    {
        var plain = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
        return $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
