using Commerce.Media.Colour;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video;

/// <summary>The colours of a brand film.</summary>
/// <param name="Brand">The brand's own colour, exactly as given.</param>
/// <param name="Second">Another of its colours, or a neighbour of the first.</param>
/// <param name="Stage">What the product stands before: always well apart from the product's own rim.</param>
/// <param name="Paper">Almost white.</param>
internal sealed record BrandFilmColours(Rgb Brand, Rgb Second, Rgb Stage, Rgb Paper)
{
    private const float Apart = 0.2f;

    internal static BrandFilmColours For(IReadOnlyList<string> palette, Oklab product, long seed)
    {
        var known = palette.Where(text => Rgb.TryParse(text, out _)).Select(text => Rgb.TryParse(text, out var colour) ? colour : default).Take(5).ToList();
        var lively = known.Where(colour => colour.Oklab.Chroma > 0.035f && colour.Oklab.L is > 0.25f and < 0.85f).ToList();
        var fallback = SceneColours.Brand(palette, product, seed);
        var brand = lively.Count > 0 ? lively[0] : Oklab.FromPolar(0.42f, 0.06f, fallback.Hue).ToRgb();
        var second = known.FirstOrDefault(colour => colour.Oklab.L is > 0.2f and < 0.88f && colour.Oklab.Distance(brand.Oklab) > 0.12f, Neighbour(brand.Oklab));
        var (hue, chroma) = (brand.Oklab.Hue, brand.Oklab.Chroma);
        Oklab[] stages =
        [
            Oklab.FromPolar(0.9f, Math.Min(0.028f, chroma * 0.5f), hue), Oklab.FromPolar(0.8f, Math.Min(0.042f, chroma * 0.6f), hue),
            Oklab.FromPolar(0.68f, Math.Min(0.055f, chroma * 0.7f), hue), Oklab.FromPolar(0.96f, Math.Min(0.012f, chroma), hue),
        ];
        var stage = stages.FirstOrDefault(colour => colour.Distance(product) >= Apart, stages.MaxBy(colour => colour.Distance(product)));
        return new BrandFilmColours(brand, second, stage.ToRgb(), Oklab.FromPolar(0.975f, Math.Min(0.008f, chroma), hue).ToRgb());
    }

    /// <summary>Text on a colour, at least 7 to 1 where any text colour can be.</summary>
    internal Rgb Ink(Rgb background)
    {
        var dark = Oklab.FromPolar(0.2f, Math.Min(0.03f, Brand.Oklab.Chroma), Brand.Oklab.Hue).ToRgb();
        var white = new Rgb(1, 1, 1);
        return dark.Contrast(background) > white.Contrast(background) ? dark : white;
    }

    private static Rgb Neighbour(Oklab brand) => (brand with { L = brand.L > 0.45f ? brand.L - 0.14f : brand.L + 0.14f }).ToRgb();
}
