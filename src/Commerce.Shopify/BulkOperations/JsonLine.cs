namespace Commerce.Shopify.BulkOperations;

/// <summary>One line of a result.</summary>
/// <param name="Content">Its bytes without the line end, good until the next line is asked for; empty when it was too long to keep.</param>
/// <param name="End">Bytes of the result up to and with this line: read on from here after a break.</param>
/// <param name="Ended">It had its line end; without one it is the last, and whole only if the result is.</param>
/// <param name="TooLong">It was longer than <see cref="JsonLines.Longest"/> and skipped.</param>
public readonly record struct JsonLine(ReadOnlyMemory<byte> Content, long End, bool Ended, bool TooLong);
