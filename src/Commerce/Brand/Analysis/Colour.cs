using System.Globalization;

namespace Commerce.Brand.Analysis;

/// <summary>An opaque sRGB colour with its CIE Lab coordinates (D65).</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Lightness 0 to 100, and the two colour axes.</summary>
    public (double L, double A, double B) Lab
    {
        get
        {
            var (r, g, b) = (Linear(Red), Linear(Green), Linear(Blue));
            var x = Curve(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / 0.95047);
            var y = Curve((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
            var z = Curve(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / 1.08883);
            return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
        }
    }

    /// <summary>How colourful: near 0 for greys, above 100 for the strongest colours.</summary>
    public double Chroma => Math.Sqrt((Lab.A * Lab.A) + (Lab.B * Lab.B));

    /// <summary>The distance the eye sees (CIE76); about 2.3 is just noticeable.</summary>
    public double DistanceTo(Colour other)
    {
        var (one, two) = (Lab, other.Lab);
        return Math.Sqrt(Math.Pow(one.L - two.L, 2) + Math.Pow(one.A - two.A, 2) + Math.Pow(one.B - two.B, 2));
    }

    /// <summary>The WCAG contrast ratio, 1 to 21.</summary>
    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Curve(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16 / 116.0);
}
