namespace Commerce.Batches.Sheets.Checking;

/// <summary>An error of a row on its way to the table.</summary>
/// <param name="Column">Heading of the column; empty when the row as a whole is meant.</param>
internal sealed record RowError(string Column, string Code, string Message, string Fix);
