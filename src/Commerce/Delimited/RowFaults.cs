namespace Commerce.Delimited;

/// <summary>What is wrong with a row that cannot be divided into its columns, in words.</summary>
internal static class RowFaults
{
    public static string CodeOf(RowFault fault) => fault == RowFault.TooLong ? "row_too_long" : "quotes_broken";

    public static string SentenceOf(RowFault fault) => fault switch
    {
        RowFault.UnclosedQuote => "A quotation mark is opened in this row and never closed. The row was left out.",
        RowFault.TextAfterQuote => "Text follows a closing quotation mark in this row, so its columns cannot be told apart. The row was left out; write a quotation mark inside quoted text twice.",
        _ => "This row is longer than any product needs. It was left out.",
    };
}
