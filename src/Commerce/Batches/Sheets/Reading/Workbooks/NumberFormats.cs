using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

internal enum NumberFormat
{
    Number,
    Date,
    Time,
    DateAndTime,
}

/// <summary>How a workbook shows the numbers of its cells: days and hours are numbers there, told apart only by this.</summary>
internal sealed partial class NumberFormats
{
    private readonly List<NumberFormat> styles = [];

    public static NumberFormats Read(Package package, string part)
    {
        var (formats, own) = (new NumberFormats(), new Dictionary<int, NumberFormat>());
        using var reader = package.Find(part);
        var cells = false;
        while (reader is not null && reader.Read())
        {
            if (reader is { LocalName: "cellXfs" })
                cells = reader.NodeType == XmlNodeType.Element;
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && Id(reader) is { } id)
                own[id] = OfCode(reader.GetAttribute("formatCode") ?? "");
            else if (cells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                formats.styles.Add(Id(reader) is { } format ? own.TryGetValue(format, out var known) ? known : OfBuiltIn(format) : NumberFormat.Number);
        }
        return formats;
    }

    public NumberFormat Of(ReadOnlySpan<char> style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < styles.Count ? styles[index] : NumberFormat.Number;

    internal static NumberFormat OfCode(string code)
    {
        var signs = Literals().Replace(code.Split(';')[0], "").ToLowerInvariant();
        var day = signs.AsSpan().ContainsAny('y', 'd');
        var hour = signs.AsSpan().ContainsAny('h', 's');
        var month = signs.Contains('m', StringComparison.Ordinal);
        if (signs.Contains("general", StringComparison.Ordinal) || !(day || hour || month))
            return NumberFormat.Number;
        if (!hour)
            return NumberFormat.Date;
        return day ? NumberFormat.DateAndTime : NumberFormat.Time;
    }

    private static NumberFormat OfBuiltIn(int id) => id switch
    {
        22 => NumberFormat.DateAndTime,
        >= 14 and <= 17 or >= 27 and <= 36 or >= 50 and <= 58 => NumberFormat.Date,
        >= 18 and <= 21 or >= 45 and <= 47 => NumberFormat.Time,
        _ => NumberFormat.Number,
    };

    private static int? Id(XmlReader reader) => int.TryParse(reader.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // Quoted text, signs behind a backslash, fillers, and conditions or languages in brackets; elapsed hours stay.
    [GeneratedRegex("""
        "[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Literals();
}
