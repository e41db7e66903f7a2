using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>The ratios a sheet can ask for, in every way in which tables come to hold them.</summary>
public static partial class SheetRatio
{
    public static IReadOnlyList<string> All { get; } = ["1:1", "16:9", "9:16", "4:3", "3:2"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["square"] = "1:1", ["quadratisch"] = "1:1", ["carre"] = "1:1", ["cuadrado"] = "1:1", ["quadrato"] = "1:1",
        ["landscape"] = "16:9", ["querformat"] = "16:9", ["paysage"] = "16:9", ["portrait"] = "9:16", ["hochformat"] = "9:16", ["story"] = "9:16",
    };

    /// <summary>The ratio a value means; null when it means none of them.</summary>
    public static string? Find(string value)
    {
        if (Words.TryGetValue(Headings.Simplify(value), out var known))
            return known;
        // Spreadsheet programs take 16:9 for a time and write 16:09 or 16:09:00.
        if (Pair().Match(value) is not { Success: true } pair)
            return null;
        var (width, height) = (Number(pair.Groups[1]), Number(pair.Groups[2]));
        return All.FirstOrDefault(ratio => ratio == $"{width}:{height}") ?? Reduced(width, height);
    }

    /// <summary>The ratio whose shape comes nearest to a value that is none of them; null when the value says no shape.</summary>
    public static string? NearestTo(string value) => Pair().Match(value) is { Success: true } pair && Number(pair.Groups[2]) > 0 && Number(pair.Groups[1]) > 0
        ? All.MinBy(ratio => Math.Abs(Math.Log(Number(pair.Groups[1]) / (double)Number(pair.Groups[2])) - Math.Log(Shape(ratio))))
        : Nearest.Of(value, Words.Keys) is { } word ? Words[word] : null;

    // 1080 × 1920 pixels are 9:16.
    private static string? Reduced(int width, int height) => All.FirstOrDefault(ratio =>
        ratio.Split(':') is [var across, var down] && (long)width * int.Parse(down, CultureInfo.InvariantCulture) == (long)height * int.Parse(across, CultureInfo.InvariantCulture) && width > 0);

    private static double Shape(string ratio) => ratio.Split(':') is [var across, var down]
        ? double.Parse(across, CultureInfo.InvariantCulture) / double.Parse(down, CultureInfo.InvariantCulture) : 1;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*0*(\d{1,5})\s*(?:px)?\s*[:/x×∶]\s*0*(\d{1,5})\s*(?:px|:00)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();
}
