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

    /// <summary>Compares where the product is known to lie, pixel for pixel.</summary>
    internal static FidelityReport Placed(byte[] encoded, PlacedProduct product)
    {
        using var decoded = PictureIngest.Read(encoded);
        return Placed(decoded, product);
    }

    internal static FidelityReport Placed(VipsImage picture, PlacedProduct product)
    {
        var box = product.Box;
        var (left, top) = (Math.Max(0, box.Left), Math.Max(0, box.Top));
        var (width, height) = (Math.Min(picture.Width, box.Left + box.Width) - left, Math.Min(picture.Height, box.Top + box.Height) - top);
        var template = ProductTemplate.ToCompare(product.Rgba, box.Width, box.Height, new PixelBox(left - box.Left, top - box.Top, width, height), ComparedSide);
        using var cropped = picture.Crop(left, top, width, height);
        using var small = cropped.Thumbnail(ComparedSide, ComparedSide);
        var shown = ColourPlanes.From(small.ToBytes(), small.Width, small.Height, small.Bands);
        var place = new ProductPlace(box.Left + box.Width / 2.0, box.Top + box.Height / 2.0, Math.Max(box.Width, box.Height), 0);
        return Report(ProductComparison.Of(template.Colours, shown, template.Inside), place);
    }

    private static FidelityReport Report(ProductComparison? comparison, ProductPlace place) => comparison is null
        ? FidelityReport.Without(FidelityReport.NotFound)
        : new FidelityReport(comparison.Score, comparison.ColourDifference, comparison.Structure, comparison.Edges, place, null);
}
