using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Fidelity;

/// <summary>Compares the product in a finished, encoded picture with the source it came from, whoever made the picture.</summary>
public static class FidelityMeasure
{
    /// <summary>Longest side of the product compared at, in pixels.</summary>
    internal const int ComparedSide = 384;

    // A product shown small is compared at that size, but not at one that shows nothing of it.
    private const int SmallestSide = 160;

    /// <summary>Finds the product in a picture and compares it.</summary>
    /// <param name="source">The product's file.</param>
    /// <param name="result">The picture's file.</param>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static FidelityReport Compare(ReadOnlySpan<byte> source, ReadOnlySpan<byte> result)
    {
        using var picture = PictureIngest.ReadWithin(source, ProductCutter.WorkingSide);
        return Compare(ProductCutter.Cut(picture), result);
    }

    /// <summary>Finds a product that was cut out already.</summary>
    /// <inheritdoc cref="Compare(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static FidelityReport Compare(ProductCutout source, ReadOnlySpan<byte> result)
    {
        if (source.Kind == CutoutKind.Framed || source.Box.Width == 0)
        {
            return FidelityReport.Without(FidelityReport.NoOutline);
        }
        var size = PictureProbe.Read(result);
        using var picture = PictureIngest.ReadWithin(result, PicturePyramid.Side);
        var pyramid = new PicturePyramid(picture);
        var (place, likeness) = ProductFinder.Find(source, pyramid);
        if (likeness < ProductFinder.LeastLikeness)
        {
            return FidelityReport.Without(FidelityReport.NotFound);
        }
        var template = ProductTemplate.ToCompare(source, (int)Math.Clamp(place.Size, SmallestSide, ComparedSide));
        var (shown, seen) = template.Warp(pyramid, place);
        var scale = (double)size.Width / pyramid.Width;
        return Report(ProductComparison.Of(template.Colours, shown, seen), place with { X = place.X * scale, Y = place.Y * scale, Size = place.Size * scale });
    }

    /// <summary>By how much a picture may be made smaller, while it is decoded, and still show a placed product as large as it is compared.</summary>
    internal static int Reduction(PlacedProduct product, int width, int height)
    {
        var reduction = (Math.Max(product.Box.Width, product.Box.Height) / ComparedSide) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
        return width % reduction == 0 && height % reduction == 0 ? reduction : 1;
    }

    /// <summary>Compares where the product is known to lie, pixel for pixel.</summary>
    /// <param name="picture">The finished picture.</param>
    /// <param name="product">The product as it was placed on it.</param>
    /// <param name="reduction">By how much the picture was made smaller since.</param>
    internal static FidelityReport Placed(VipsImage picture, PlacedProduct product, int reduction = 1)
    {
        var box = product.Box;
        // Only whole pixels of the smaller picture lie at the same place in both.
        var (left, top) = (Whole(box.Left + reduction - 1, picture.Width), Whole(box.Top + reduction - 1, picture.Height));
        var (width, height) = (Whole(box.Left + box.Width, picture.Width) - left, Whole(box.Top + box.Height, picture.Height) - top);
        var scale = Math.Min(1, (double)ComparedSide / reduction / Math.Max(width, height));
        var (wide, high) = (Math.Max(1, (int)Math.Round(width * reduction * scale)), Math.Max(1, (int)Math.Round(height * reduction * scale)));
        var part = new PixelBox(left * reduction - box.Left, top * reduction - box.Top, width * reduction, height * reduction);
        var template = ProductTemplate.ToCompare(product.Rgba, box.Width, box.Height, part, wide, high);
        using var cropped = picture.Crop(left, top, width, height);
        using var small = cropped.ResizeTo(wide, high);
        var shown = ColourPlanes.From(small.ToBytes(), wide, high, small.Bands);
        var place = new ProductPlace(box.Left + box.Width / 2.0, box.Top + box.Height / 2.0, Math.Max(box.Width, box.Height), 0);
        return Report(ProductComparison.Of(template.Colours, shown, template.Inside), place);

        int Whole(int at, int most) => Math.Clamp(at / reduction, 0, most);
    }

    private static FidelityReport Report(ProductComparison? comparison, ProductPlace place) => comparison is null
        ? FidelityReport.Without(FidelityReport.NotFound)
        : new FidelityReport(comparison.Score, comparison.ColourDifference, comparison.Structure, comparison.Edges, place, null);
}
