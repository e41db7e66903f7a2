namespace Commerce.Batches.Sheets.Writing;

/// <summary>Keeps a spreadsheet program from taking a text of a CSV file for a formula, and takes that protection off again.</summary>
public static class FormulaGuard
{
    private const char Mark = '\'';

    public static string Put(string text) => IsTempting(text) ? Mark + text : text;

    public static string Take(string text) => text.Length > 1 && text[0] == Mark && IsTempting(text.AsSpan(1)) ? text[1..] : text;

    // A text that looks protected already gets a mark of its own, so that taking marks off gives every text back as it was.
    private static bool IsTempting(ReadOnlySpan<char> text) =>
        text.TrimStart(Mark) is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !text.IsWhiteSpace();
}
