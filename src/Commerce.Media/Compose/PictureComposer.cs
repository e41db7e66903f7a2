using Commerce.Media.Colour;
using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>
/// Makes a product picture: cuts the product out, builds a set, throws the shadow, lays the original pixels on top.
/// The product is only scaled. The same source, order and seed give the same bytes.
/// </summary>
public static class PictureComposer
{
    private const int SmallestSide = 256;
    private const int LargestSide = 4096;
    private const int ThumbnailSide = 480;
    private const string SaleTagKey = "sale-tag";

    /// <summary>Composes one picture from a source file.</summary>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>; also those of <see cref="Check"/>.</exception>
    public static async Task<Composition> ComposeAsync(string source, CompositionOrder order, PictureLimits? limits = null, CancellationToken cancellation = default)
    {
        Check(order);
        using var picture = await PictureIngest.ReadAsync(source, limits, cancellation);
        return Compose(ProductCutter.Cut(picture), order);
    }

    /// <summary>Composes one picture from a cut-out, so that one cut-out can serve several styles.</summary>
    public static Composition Compose(ProductCutout cutout, CompositionOrder order)
    {
        var drawn = Draw(cutout, order);
        return Finish(drawn.Canvas, drawn.Product, cutout, drawn.Description);
    }

    /// <summary>Says before any work whether an order can be made.</summary>
    /// <exception cref="MediaException">
    /// Codes <c>style-unknown</c>, <c>size-unsupported</c>, and <c>offer-missing</c> when a sale tag has nothing true to say.
    /// </exception>
    public static void Check(CompositionOrder order)
    {
        if (Math.Min(order.Width, order.Height) < SmallestSide || Math.Max(order.Width, order.Height) > LargestSide)
        {
            throw new MediaException("size-unsupported", $"Pictures can be made from {SmallestSide} to {LargestSide} pixels wide and high.");
        }
        if (SceneCatalogue.Find(order.StyleKey).Key == SaleTagKey && order.Offer?.Says != true)
        {
            throw new MediaException("offer-missing", "A sale tag shows the product's price or your own words in quotation marks, and the order has neither.");
        }
    }

    /// <summary>The picture as it is before it is encoded, and the product on it: every opaque pixel of the product is on the canvas byte for byte.</summary>
    internal static Drawing Draw(ProductCutout cutout, CompositionOrder order)
    {
        Check(order);
        var template = SceneCatalogue.Find(order.StyleKey);
        var set = Fitting(Choose(template, order), cutout);
        var colours = SceneColours.For(set, order.Palette, ProductLook.Rim(cutout), order.Seed);
        var infographic = template.Key == "infographic" ? new Infographic(order, colours) : null;
        var tag = template.Key == SaleTagKey ? new SaleTag(order, set, colours) : null;
        var product = PlacedProduct.Place(cutout, infographic?.Room ?? tag?.Room ?? set.Room, infographic?.Centre ?? tag?.Centre ?? 0.5,
            infographic?.Ground ?? tag?.Ground ?? set.Ground, order.Width, order.Height, set.FromAbove, infographic?.Tall ?? tag?.Tall ?? false);
        var stage = new Stage(set, colours, product.Box, order.Width, order.Height, (uint)order.Seed);
        var canvas = Backdrop(stage, product, order);
        if (infographic is not null)
        {
            canvas.Lay(infographic.Panel(product.Box), new PixelBox(0, 0, order.Width, order.Height));
        }
        if (!set.FromAbove)
        {
            Mirror(canvas, product, set.Reflection, cutout);
        }
        Shade(canvas, product, stage, cutout);
        canvas.Lay(product.Rgba, product.Box);
        infographic?.Print(canvas, product);
        tag?.Print(canvas, product);
        return new Drawing(canvas, product, $"{template.Key}, {set.Name}");
    }

    private static SceneSet Choose(SceneTemplate template, CompositionOrder order)
    {
        var wished = Seasons.In(order.Wish);
        var season = template.Variants.FirstOrDefault(variant => variant.Name == wished);
        return season ?? template.Variants[(int)((ulong)order.Seed % (ulong)template.Variants.Count)];
    }

    /// <summary>A product without a foot in the picture gets no podium, and a framed photograph hangs on a wall without a floor.</summary>
    private static SceneSet Fitting(SceneSet set, ProductCutout cutout) =>
        cutout.Kind == CutoutKind.Framed ? set with { Horizon = 2 } : cutout.Touches.HasFlag(PictureSides.Bottom) ? Podium.Without(set) : set;

    private static Canvas Backdrop(Stage stage, PlacedProduct product, CompositionOrder order)
    {
        var shapes = product.Kind == CutoutKind.Framed ? null : SetProps.Svg(stage);
        return BackdropPainter.Paint(stage.Set, stage.Colours, order.Width, order.Height, order.Seed, shapes);
    }

    private static void Shade(Canvas canvas, PlacedProduct product, Stage stage, ProductCutout cutout)
    {
        var set = stage.Set;
        if (cutout.Touches.HasFlag(PictureSides.Bottom) && product.Kind != CutoutKind.Framed && !set.FromAbove)
        {
            return;
        }
        var standing = product.Kind != CutoutKind.Framed;
        var map = ShadowCaster.Cast(product, set.Shadow, canvas.Width, canvas.Height, set.FromAbove, standing ? stage : null);
        var floor = stage.Colours.Floor.Oklab;
        // Shade takes the floor's hue along; grey shade on a coloured floor looks like dirt.
        canvas.Shade(map, new Oklab(0.16f, floor.A * 0.5f, floor.B * 0.5f).ToRgb());
    }

    private static void Mirror(Canvas canvas, PlacedProduct product, float strength, ProductCutout cutout)
    {
        if (strength <= 0 || product.Kind == CutoutKind.Framed || cutout.Touches.HasFlag(PictureSides.Bottom))
        {
            return;
        }
        var box = product.Box;
        var rows = Math.Min(box.Height / 4, canvas.Height - box.Top - box.Height);
        if (rows <= 0)
        {
            return;
        }
        var mirror = new byte[rows * box.Width * 4];
        for (var row = 0; row < rows; row++)
        {
            var source = (box.Height - 1 - row) * box.Width * 4;
            var fade = 1 - row / (float)rows;
            for (var at = 0; at < box.Width * 4; at++)
            {
                var value = product.Rgba[source + at];
                mirror[row * box.Width * 4 + at] = at % 4 == 3 ? (byte)(value * fade * fade) : value;
            }
        }
        canvas.Lay(mirror, new PixelBox(box.Left, box.Top + box.Height - 2, box.Width, rows), strength);
    }

    private static Composition Finish(Canvas canvas, PlacedProduct product, ProductCutout cutout, string description)
    {
        using var image = VipsImage.FromBytes(canvas.Pixels, canvas.Width, canvas.Height, 3);
        using var named = image.Interpreted("srgb");
        var jpeg = SourceTypeMark.Write(named.ToJpeg(smallest: false), SourceType.CompositeSynthetic);
        var reduction = FidelityMeasure.Reduction(product, canvas.Width, canvas.Height);
        using var decoded = PictureIngest.ReadWithin(jpeg, Math.Max(canvas.Width, canvas.Height) / reduction);
        using var small = decoded.Thumbnail(ThumbnailSide, ThumbnailSide);
        var measured = FidelityMeasure.Placed(decoded, product, reduction);
        return new Composition(jpeg, small.ToWebp(effort: 2), canvas.Width, canvas.Height, measured, cutout.Kind, cutout.Confidence, product.Scale, description);
    }
}
