using System.Text.RegularExpressions;

namespace Commerce.Tests.Delimited;

/// <summary>Divides a text into rows by one regular expression: slow, whole in memory, and short enough to be seen to be right.</summary>
internal static class ReferenceRows
{
    public static IEnumerable<(int Line, bool Refused, string[] Fields)> Of(string text, char delimiter)
    {
        var sign = Regex.Escape(delimiter.ToString());
        var blank = $@"(?:(?!{sign})[\s-[\r\n]])*";
        var field = $"""(?>{blank}"(?<field>(?>(?:[^"]|"")*))"{blank}|(?!{blank}")(?<field>(?:(?!{sign})[^\r\n])*))""";
        var row = new Regex($@"\G{field}(?:{sign}{field})*(?:\r\n|\r|\n|\z)");
        var (place, line) = (0, 1);
        while (place < text.Length)
        {
            var found = row.Match(text, place);
            var end = found.Success ? place + found.Length : place + FirstLine().Match(text, place).Length;
            if (!found.Success)
                yield return (line, true, []);
            else if (found.Groups["field"].Captures.Any(one => !string.IsNullOrWhiteSpace(one.Value)))
                yield return (line, false, [.. found.Groups["field"].Captures.Select(one => IsQuoted(text, one) ? one.Value.Replace("\"\"", "\"", StringComparison.Ordinal) : one.Value)]);
            line += found.Success ? LineEnd().Count(found.Value) : 1;
            place = end;
        }
    }

    // Text that begins without a quotation mark keeps all that it holds, and never follows one either.
    private static bool IsQuoted(string text, Capture field) => field.Index > 0 && text[field.Index - 1] == '"';

    private static Regex FirstLine() => new(@"\G[^\r\n]*(?:\r\n|\r|\n|\z)");

    private static Regex LineEnd() => new(@"\r\n|\r|\n");
}
