using System.Globalization;

namespace Commerce.Providers.Catalogue;

/// <summary>Shapes and sizes as numbers, so that the nearest can be told.</summary>
internal static class Measures
{
    /// <summary>Width by height of <c>16:9</c> or <c>1280:720</c>; null when it is neither.</summary>
    public static double? Ratio(string text) =>
        text.Split(':') is [var width, var height] && Positive(width) is { } wide && Positive(height) is { } high ? wide / high : null;

    /// <summary>Pixels of the shorter side of <c>720p</c>, <c>4K</c> or <c>1024x1536</c>; null when it is none of these.</summary>
    public static double? Size(string text) => text.ToUpperInvariant() switch
    {
        "4K" => 2160,
        var pair when pair.Split('X') is [var width, var height] && Positive(width) is { } wide && Positive(height) is { } high => Math.Min(wide, high),
        var thousands when thousands.EndsWith('K') => Positive(thousands[..^1]) * 1024,
        var lines when lines.EndsWith('P') => Positive(lines[..^1]),
        var plain => Positive(plain),
    };

    /// <summary>The choice whose number is nearest by proportion; null when nothing can be compared.</summary>
    public static string? Nearest(IEnumerable<string> choices, string wished, Func<string, double?> number) =>
        number(wished) is { } aim ? choices.Where(choice => number(choice) is not null).MinBy(choice => Math.Abs(Math.Log(number(choice)!.Value / aim))) : null;

    private static double? Positive(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
