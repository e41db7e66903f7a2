using Commerce.Media.Colour;

namespace Commerce.Media.Scenes;

/// <summary>The colours of one set, made from a template, the brand's palette and the product in front of it.</summary>
/// <param name="Wall">The wall.</param>
/// <param name="Floor">The floor.</param>
/// <param name="Accent">The brand's colour as it stands out on the wall.</param>
/// <param name="Ink">Text on the wall, at least 4.5 to 1.</param>
/// <param name="Glows">The colours of the set's glows, in order.</param>
internal sealed record SceneColours(Rgb Wall, Rgb Floor, Rgb Accent, Rgb Ink, IReadOnlyList<Rgb> Glows)
{
    private const float LeastDistance = 0.2f;

    internal static SceneColours For(SceneSet set, IReadOnlyList<string> palette, Oklab product, long seed)
    {
        var brand = Brand(palette, product, seed);
        var wall = Surface(set.Wall, brand, product);
        var floor = Surface(set.Floor, brand, product);
        var accent = Oklab.FromPolar(wall.Oklab.L > 0.6f ? 0.5f : 0.78f, Math.Clamp(brand.Chroma, 0.03f, 0.16f), brand.Hue).ToRgb();
        var second = Second(palette, brand);
        var glows = (set.Glows ?? []).Select(glow => Glow(glow, brand, second, product)).ToArray();
        return new SceneColours(wall, floor, accent, InkOn(wall, brand), glows);
    }

    /// <summary>A dark or light text colour with a trace of the brand, at least 4.5 to 1 against the background.</summary>
    internal static Rgb InkOn(Rgb background, Oklab brand)
    {
        var dark = Oklab.FromPolar(0.2f, Math.Min(0.03f, brand.Chroma), brand.Hue).ToRgb();
        var white = new Rgb(1, 1, 1);
        return dark.Contrast(background) >= 4.5f ? dark : white.Contrast(background) >= 4.5f ? white : default;
    }

    /// <summary>The palette's most telling colour: colourful and not the product's own when there is a choice.</summary>
    internal static Oklab Brand(IReadOnlyList<string> palette, Oklab product, long seed)
    {
        var lively = Lively(palette);
        if (lively.Count > 0)
        {
            return lively[(int)((ulong)seed / 7 % (ulong)Math.Min(2, lively.Count))];
        }
        // Without a brand colour a quiet hue opposite to the product's sets it off.
        var hue = product.Chroma > 0.03f ? product.Hue + MathF.PI : 1.15f + seed % 5 * 0.35f;
        return Oklab.FromPolar(0.7f, 0.045f, hue);
    }

    private static List<Oklab> Lively(IReadOnlyList<string> palette) => [.. palette.Where(text => Rgb.TryParse(text, out _)).Take(5)
        .Select(text => Rgb.TryParse(text, out var colour) ? colour.Oklab : default).Where(colour => colour.Chroma > 0.035f)];

    private static Oklab? Second(IReadOnlyList<string> palette, Oklab brand)
    {
        var others = Lively(palette).Where(colour => colour.Distance(brand) > 0.06f).ToList();
        return others.Count > 0 ? others[0] : null;
    }

    private static Rgb Glow(GlowLook look, Oklab brand, Oklab? second, Oklab product)
    {
        var of = look.Second && second is { } other ? other : Oklab.FromPolar(brand.L, brand.Chroma, brand.Hue + look.Turn * MathF.PI / 180);
        return Surface(new SurfaceLook("plane", look.Lightness, look.Chroma), of, product);
    }

    private static Rgb Surface(SurfaceLook look, Oklab brand, Oklab product)
    {
        var hue = look.Hue is { } degrees ? degrees * MathF.PI / 180 : brand.Hue;
        var chroma = look.Hue is null ? Math.Min(look.Chroma, Math.Max(0.008f, brand.Chroma)) : look.Chroma;
        var wished = Oklab.FromPolar(look.Lightness, chroma, hue);
        if (wished.Distance(product) >= LeastDistance)
        {
            return wished.ToRgb();
        }
        // A product as light as its background would vanish: the background goes lighter while there is room, else darker.
        var lighter = product.L + LeastDistance;
        return Oklab.FromPolar(lighter <= 0.97f ? lighter : product.L - LeastDistance, chroma, hue).ToRgb();
    }
}
