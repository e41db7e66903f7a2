namespace Commerce.Delimited;

/// <summary>A row of a delimited file: its first physical line, and either its fields or the fault that refuses it.</summary>
internal readonly record struct Row(int Line, IReadOnlyList<string> Fields, RowFault Fault);

internal enum RowFault
{
    None,
    UnclosedQuote,
    TextAfterQuote,
    TooLong,
}
