namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>Studio backdrops as functions of the place, 0 to 1 both ways.</summary>
internal static class Backdrops
{
    internal static void Paint(string name, double x, double y, Span<double> colour)
    {
        var off = (x - 0.5) * (x - 0.5) + (y - 0.45) * (y - 0.45);
        switch (name)
        {
            case "white": Set(colour, 254, 254, 254); return;
            case "off-white": Set(colour, 247, 246, 243); return;
            case "light-grey": Set(colour, 226, 227, 229); return;
            case "grey-gradient": Tint(colour, 240 - 45 * y, 1, 1, 1); return;
            case "vignette": Tint(colour, 247 - 150 * off, 1, 1, 0.995); return;
            case "spotlight": Tint(colour, 205 + 45 * Math.Exp(-off * 9), 1, 0.995, 0.985); return;
            case "warm": Tint(colour, 244 - 22 * y - 10 * x, 1, 0.965, 0.905); return;
            case "blue": Tint(colour, 240 - 26 * y, 0.9, 0.955, 1); return;
            case "pink": Tint(colour, 240 - 12 * x, 1, 0.9, 0.92); return;
            case "mid-grey": Tint(colour, 158 - 18 * y, 1, 1, 1); return;
            case "dark": Tint(colour, 62 - 22 * y, 1, 1, 1.05); return;
            // A wall that turns into a floor in a wide curve.
            case "sweep": Tint(colour, 225 + 20 / (1 + Math.Exp(-(y - 0.72) * 28)), 1, 1, 1); return;
            default: throw new ArgumentException($"No backdrop {name}.");
        }
    }

    private static void Tint(Span<double> colour, double light, double red, double green, double blue) => Set(colour, light * red, light * green, light * blue);

    private static void Set(Span<double> colour, double red, double green, double blue) => (colour[0], colour[1], colour[2]) = (red, green, blue);
}
