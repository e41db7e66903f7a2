using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>
/// Product photos made from drawings, so that every product pixel is known: a drawing, a backdrop, a shadow, grain and JPEG
/// compression. Nothing in it is random from run to run.
/// </summary>
internal static class ConstructedSet
{
    internal const int Side = 600;

    /// <summary>Every picture of the set.</summary>
    internal static readonly IReadOnlyList<ConstructedPhoto> Photos =
    [
        new("box-red", "white", "contact", 90, 0.6),
        new("box-red", "vignette", "cast", 80, 1.2),
        new("bottle-white", "white", "contact", 92, 0.5),
        new("bottle-white", "grey-gradient", "cast", 85, 1),
        new("bottle-white", "sweep", "ambient", 90, 0.7),
        new("mug-white", "white", "cast", 90, 0.5),
        new("mug-white", "light-grey", "contact", 75, 1),
        new("shoe-black", "white", "contact", 85, 0.8),
        new("shoe-black", "vignette", "ambient", 80, 1),
        new("shoe-black", "blue", "hard", 88, 0.8),
        new("boot-brown", "light-grey", "cast", 80, 1),
        new("tshirt-white", "white", "none", 92, 0.5),
        new("tshirt-white", "light-grey", "ambient", 80, 1),
        new("tshirt-navy", "warm", "none", 85, 1),
        new("bag-straps", "off-white", "contact", 85, 0.8),
        new("bag-straps", "vignette", "hard", 80, 1),
        new("harness", "white", "ambient", 90, 0.6),
        new("harness", "blue", "contact", 75, 1),
        new("ring-gold", "white", "contact", 92, 0.5),
        new("glasses", "off-white", "ambient", 90, 0.6),
        new("bottle-glass", "light-grey", "cast", 88, 0.8),
        new("bottle-glass", "white", "contact", 90, 0.5),
        new("plush-fuzzy", "warm", "ambient", 85, 1),
        new("plush-fuzzy", "white", "contact", 85, 1),
        new("sphere-chrome", "grey-gradient", "contact", 90, 0.6),
        new("sphere-chrome", "white", "cast", 85, 0.8),
        new("watch", "spotlight", "cast", 80, 1),
        new("lamp-white", "off-white", "contact", 90, 0.6),
        new("lamp-white", "pink", "cast", 85, 0.8),
        new("chair-thin", "white", "cast", 85, 0.8),
        new("chair-thin", "sweep", "contact", 80, 1),
        new("snowboard-white", "white", "hard", 90, 0.6),
        new("snowboard-white", "vignette", "cast", 85, 0.8),
        new("poles-thin", "light-grey", "ambient", 85, 0.8),
        new("headphones", "pink", "ambient", 85, 0.8),
        new("plate-white", "white", "ambient", 92, 0.5),
        new("plate-white", "grey-gradient", "contact", 85, 0.8),
        new("candle-cream", "warm", "cast", 88, 0.8),
        new("phone-gloss", "blue", "contact", 90, 0.6),
        new("phone-gloss", "dark", "none", 85, 1),
        new("book-white", "white", "cast", 90, 0.5),
        new("book-white", "spotlight", "contact", 85, 0.8),
        new("necklace", "off-white", "ambient", 85, 0.8),
        new("plant-leaves", "sweep", "contact", 80, 1),
        new("backpack-grey", "mid-grey", "contact", 85, 1),
        new("backpack-grey", "white", "ambient", 70, 1.4),
        new("helmet-silver", "grey-gradient", "cast", 85, 0.8),
        new("helmet-silver", "white", "contact", 90, 0.6),
        new("rope-yellow", "white", "cast", 80, 1),
        new("knife-steel", "off-white", "ambient", 90, 0.6),
        new("socks-pastel", "white", "none", 88, 0.8),
        new("socks-pastel", "light-grey", "ambient", 80, 1),
        new("cups-paper", "white", "contact", 90, 0.6),
        new("cups-paper", "warm", "cast", 85, 0.8),
        new("umbrella", "blue", "ambient", 80, 1),
        new("wheel-spokes", "white", "contact", 90, 0.6),
        new("wheel-spokes", "grey-gradient", "cast", 85, 0.8),
        new("tent-orange", "sweep", "hard", 85, 0.8),
        new("pencils-fan", "off-white", "cast", 85, 0.8),
    ];

    /// <summary>Makes one picture of the set.</summary>
    internal static LabelledPicture Make(ConstructedPhoto photo)
    {
        var drawing = LabelledPicture.Drawing("Products", photo.Product);
        var product = LabelledPicture.Render(drawing);
        var truth = LabelledPicture.Covered(Silhouette(drawing));
        var shade = LabelledPicture.Render(Shadows.Draw(photo.Shadow, drawing, truth));
        var random = new Random(photo.ToString().Length * 7919 + photo.Quality);
        var pixels = new byte[Side * Side * 3];
        Span<double> back = stackalloc double[3];
        for (var pixel = 0; pixel < Side * Side; pixel++)
        {
            Backdrops.Paint(photo.Backdrop, pixel % Side / (double)Side, pixel / Side / (double)Side, back);
            var (cover, dark) = (product[pixel * 4 + 3] / 255.0, shade[pixel * 4 + 3] / 255.0);
            var grain = photo.Grain * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
            for (var part = 0; part < 3; part++)
            {
                // A shadow is not black: the room's light still reaches it, a little bluer than the lamp's.
                var shaded = back[part] * (1 - dark * (0.96 - 0.03 * part));
                var value = product[pixel * 4 + part] * cover + shaded * (1 - cover) + grain;
                pixels[pixel * 3 + part] = (byte)Math.Clamp(value + 0.5, 0, 255);
            }
        }
        using var raw = VipsImage.FromBytes(pixels, Side, Side, 3);
        using var named = raw.Interpreted("srgb");
        return new LabelledPicture(photo.ToString(), PictureIngest.Read(named.ToJpeg(photo.Quality)), truth);
    }

    private static string Silhouette(string drawing) => drawing.Contains("id='silhouette'", StringComparison.Ordinal)
        ? drawing.Replace("<g id='product'>", "<g display='none'>", StringComparison.Ordinal).Replace("<g id='silhouette' display='none'>", "<g>", StringComparison.Ordinal)
        : drawing;
}
