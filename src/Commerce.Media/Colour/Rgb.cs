using System.Globalization;

namespace Commerce.Media.Colour;

/// <summary>An sRGB colour, each part 0 to 1 as coded in files (not linear light).</summary>
/// <param name="Red">0 to 1.</param>
/// <param name="Green">0 to 1.</param>
/// <param name="Blue">0 to 1.</param>
public readonly record struct Rgb(float Red, float Green, float Blue)
{
    /// <summary>Relative luminance as WCAG 2 defines it, 0 to 1.</summary>
    public float Luminance => 0.2126f * Decode(Red) + 0.7152f * Decode(Green) + 0.0722f * Decode(Blue);

    /// <summary>The same colour in Oklab.</summary>
    public Oklab Oklab => Oklab.FromLinear(Decode(Red), Decode(Green), Decode(Blue));

    /// <summary>As #rrggbb.</summary>
    public string Hex => $"#{Eight(Red):x2}{Eight(Green):x2}{Eight(Blue):x2}";

    /// <summary>Reads #rgb or #rrggbb; false for anything else.</summary>
    public static bool TryParse(string? text, out Rgb colour)
    {
        colour = default;
        var digits = text?.Trim().TrimStart('#') ?? string.Empty;
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(digit => new string(digit, 2)));
        }
        if (digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }
        colour = new Rgb((number >> 16 & 255) / 255f, (number >> 8 & 255) / 255f, (number & 255) / 255f);
        return true;
    }

    /// <summary>WCAG 2 contrast ratio with another colour, 1 to 21.</summary>
    public float Contrast(Rgb other)
    {
        var (one, two) = (Luminance + 0.05f, other.Luminance + 0.05f);
        return one > two ? one / two : two / one;
    }

    /// <summary>Between this colour (0) and another (1).</summary>
    public Rgb Mix(Rgb other, float amount) =>
        new(Red + (other.Red - Red) * amount, Green + (other.Green - Green) * amount, Blue + (other.Blue - Blue) * amount);

    /// <summary>The same hue, darker by a part of Oklab's lightness (lighter when negative), its chroma times a factor.</summary>
    internal Rgb Darker(float by, float chroma)
    {
        var lab = Oklab;
        return new Oklab(Math.Clamp(lab.L - by, 0, 0.985f), lab.A * chroma, lab.B * chroma).ToRgb();
    }

    internal static float Decode(float coded) => coded <= 0.04045f ? coded / 12.92f : MathF.Pow((coded + 0.055f) / 1.055f, 2.4f);

    internal static float Encode(float linear)
    {
        var clipped = Math.Clamp(linear, 0f, 1f);
        return clipped <= 0.0031308f ? clipped * 12.92f : 1.055f * MathF.Pow(clipped, 1 / 2.4f) - 0.055f;
    }

    internal static byte Eight(float part) => (byte)Math.Clamp((int)(part * 255f + 0.5f), 0, 255);
}
