using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Brand.Analysis;

/// <summary>Reads colours from CSS values; what is mostly transparent or not a colour is left out.</summary>
public static partial class ColourParser
{
    private const double LeastOpacity = 0.6;

    /// <summary>The first colour named in a value, or null.</summary>
    /// <param name="value">A CSS value such as <c>#fff url(x)</c>.</param>
    /// <param name="bareTriplet">Whether <c>18, 18, 18</c> alone may be a colour, as themes write it into custom properties.</param>
    public static Colour? Parse(string value, bool bareTriplet)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > 200)
        {
            return null;
        }

        if (Hex().Match(value) is { Success: true } hex)
        {
            return FromHex(hex.Groups[1].Value);
        }

        if (Function().Match(value) is { Success: true } function)
        {
            return FromFunction(function.Groups[1].Value, function.Groups[2].Value);
        }

        if (bareTriplet && Triplet().IsMatch(value))
        {
            return FromFunction("rgb", value);
        }

        return value.Trim().ToLowerInvariant() switch
        {
            "white" => new Colour(255, 255, 255),
            "black" => new Colour(0, 0, 0),
            "red" => new Colour(255, 0, 0),
            "green" => new Colour(0, 128, 0),
            "blue" => new Colour(0, 0, 255),
            "navy" => new Colour(0, 0, 128),
            "orange" => new Colour(255, 165, 0),
            "gold" => new Colour(255, 215, 0),
            "purple" => new Colour(128, 0, 128),
            "teal" => new Colour(0, 128, 128),
            "maroon" => new Colour(128, 0, 0),
            _ => null,
        };
    }

    private static Colour? FromHex(string digits)
    {
        var full = digits.Length is 3 or 4 ? string.Concat(digits.Select(digit => new string(digit, 2))) : digits;
        var bytes = Convert.FromHexString(full);
        return bytes.Length == 4 && bytes[3] < LeastOpacity * 255 ? null : new Colour(bytes[0], bytes[1], bytes[2]);
    }

    private static Colour? FromFunction(string name, string arguments)
    {
        var parts = arguments.Split([',', ' ', '/', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts.Select(Number).ToList();
        if (numbers.Count is < 3 or > 4 || numbers.Any(number => number is null))
        {
            return null;
        }

        if (numbers.Count == 4 && (parts[3].EndsWith('%') ? numbers[3]! / 100 : numbers[3]) < LeastOpacity)
        {
            return null;
        }

        return name.StartsWith("hsl", StringComparison.OrdinalIgnoreCase)
            ? FromHsl(numbers[0]!.Value, numbers[1]!.Value / 100, numbers[2]!.Value / 100)
            : new Colour(Channel(parts[0], numbers[0]!.Value), Channel(parts[1], numbers[1]!.Value), Channel(parts[2], numbers[2]!.Value));
    }

    private static double? Number(string part) =>
        double.TryParse(part.Replace("deg", "", StringComparison.OrdinalIgnoreCase).TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;

    private static byte Channel(string part, double number) => (byte)Math.Clamp(Math.Round(part.EndsWith('%') ? number * 2.55 : number), 0, 255);

    private static Colour FromHsl(double hue, double saturation, double lightness)
    {
        var (s, l) = (Math.Clamp(saturation, 0, 1), Math.Clamp(lightness, 0, 1));
        double Part(double n)
        {
            var k = (n + ((((hue % 360) + 360) % 360) / 30)) % 12;
            return l - (s * Math.Min(l, 1 - l) * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)));
        }

        return new Colour(Byte(Part(0)), Byte(Part(8)), Byte(Part(4)));
    }

    private static byte Byte(double part) => (byte)Math.Clamp(Math.Round(part * 255), 0, 255);

    [GeneratedRegex("#([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9a-zA-Z_-])")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\b(rgba?|hsla?)\(\s*([^()]{5,60})\)", RegexOptions.IgnoreCase)]
    private static partial Regex Function();

    [GeneratedRegex(@"^\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*$")]
    private static partial Regex Triplet();
}
