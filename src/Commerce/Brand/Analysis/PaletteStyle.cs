using System.Globalization;

namespace Commerce.Brand.Analysis;

/// <summary>Says in words what a palette looks like; each word rests on the declarations it was read from.</summary>
internal static class PaletteStyle
{
    private const double SureOfBackground = 0.6;

    public static IEnumerable<BrandClaim> Describe(IReadOnlyList<PaletteColour> palette)
    {
        var colours = palette.Select(entry => (Entry: entry, Value: Parse(entry.Hex))).ToList();
        if (colours.FirstOrDefault(colour => colour.Entry.Role == ColourRole.Background) is { Entry: not null } background)
        {
            if (background.Value.Lab.L < 30)
            {
                yield return Claim("Dark background", SureOfBackground, background.Entry);
            }
            else if (background.Value.Lab is { L: > 85 and < 99 } lab && lab.B > 3)
            {
                yield return Claim("Warm off-white background", SureOfBackground, background.Entry);
            }
        }

        var led = colours.Where(colour => colour.Entry.Role is ColourRole.Primary or ColourRole.Accent && colour.Value.Chroma > 10).ToList();
        if (led.Count == 0)
        {
            if (colours.Count >= 3 && colours.All(colour => colour.Value.Chroma <= 10))
            {
                yield return Claim("Neutral colours", 0.5, colours[0].Entry, colours[1].Entry);
            }

            yield break;
        }

        var tone = led[0].Value.Lab.L < 36 ? "Deep" : led.All(colour => colour.Value.Chroma < 35) ? "Muted" : led[0].Value.Chroma > 60 ? "Vivid" : "Clear";
        var (first, second) = (HueName(led[0].Value), led.Count > 1 ? HueName(led[1].Value) : HueName(led[0].Value));
        yield return Claim($"{tone} {first}{(second == first ? "" : $" with {second}")}", Math.Round(0.45 + Math.Min(0.25, led[0].Entry.Share), 2), [.. led.Select(colour => colour.Entry)]);
    }

    private static BrandClaim Claim(string text, double confidence, params PaletteColour[] colours) => new(text, confidence, [.. colours.Select(colour => colour.Receipt)]);

    private static Colour Parse(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

    private static byte Part(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string HueName(Colour colour)
    {
        var degrees = (Math.Atan2(colour.Lab.B, colour.Lab.A) * 180 / Math.PI + 360) % 360;
        return degrees switch
        {
            < 20 or >= 345 => colour.Lab.L > 52 ? "pink" : "red",
            < 60 when colour.Lab.L is > 34 and < 62 && colour.Chroma is > 30 and < 58 => "terracotta",
            < 48 => colour.Lab.L < 45 && colour.Chroma < 45 ? "brown" : "red",
            < 70 => colour.Lab.L < 50 ? "brown" : "orange",
            < 88 when colour.Lab.L < 78 => "ochre",
            < 105 => "yellow",
            < 170 => "green",
            < 220 => "teal",
            < 300 => "blue",
            _ => "purple",
        };
    }
}
