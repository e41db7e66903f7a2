namespace Commerce.Batches.Results;

/// <summary>One row that ended without a result, as its line of the report says it.</summary>
/// <param name="Copy">Which copy of its order it was, counted from 0.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Said">What the provider, or the step that failed, said.</param>
/// <param name="Cells">What its spreadsheet's row held; null where the batch came from none.</param>
public sealed record FailureRow(
    int Row, string Product, string Handle, string Style, int Width, int Height, int Copy, string Provider, string Model, int Attempts, int Credits,
    string? Code, string Said, DateTimeOffset? EndedAt, string[]? Cells);
