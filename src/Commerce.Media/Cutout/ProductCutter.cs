using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>Separates a product from a plain or nearly plain background, and says so when it cannot.</summary>
public static class ProductCutter
{
    /// <summary>Longest side worked at; larger pictures are scaled down first.</summary>
    public const int WorkingSide = 1280;

    /// <summary>Cuts less sure than this are not used; the whole picture is kept instead.</summary>
    public const double LeastConfidence = 0.67;

    // As logarithms of shapes: a vendor's mask may be a few pixels off after it was made smaller.
    private const double SameShape = 0.02;

    // A mask below or above these shares of the picture found no product.
    private const double LeastShare = 0.005;
    private const double MostShare = 0.97;

    /// <summary>Cuts the product out; its own shadow stays behind with the background.</summary>
    /// <param name="picture">8-bit sRGB with 3 or 4 bands, as <see cref="Probe.PictureIngest"/> gives it.</param>
    /// <param name="openHoles">Whether background seen through the product becomes transparent too.</param>
    public static ProductCutout Cut(VipsImage picture, bool openHoles = true) => Cut(picture, openHoles, LeastConfidence);

    /// <summary>As <see cref="Cut(VipsImage, bool)"/>, with another confidence to insist on.</summary>
    internal static ProductCutout Cut(VipsImage picture, bool openHoles, double leastConfidence)
    {
        using var working = Working(picture);
        if (working.HasAlpha && FromAlpha(working) is { } transparent)
        {
            return transparent;
        }
        using var opaque = working.HasAlpha ? working.Flatten(255, 255, 255) : working.Copy();
        var cut = Segmentation.Of(opaque, openHoles);
        var confidence = cut.Facts.Confidence;
        var (pixels, width, height) = (opaque.ToBytes(), opaque.Width, opaque.Height);
        if (confidence < leastConfidence)
        {
            return Whole(pixels, width, height, confidence);
        }
        var product = cut.Width == width && cut.Height == height ? cut.Product : MaskEnlargement.Of(cut.Product, cut.Width, cut.Height, width, height);
        return Finish(CutoutKind.Plain, EdgeMatte.Apply(pixels, product, width, height), width, height, confidence, cut.Facts.Touches);
    }

    /// <summary>Lays a mask that somebody else made over a picture; every pixel keeps the picture's own colour.</summary>
    /// <param name="picture">8-bit sRGB with 3 or 4 bands, as <see cref="Probe.PictureIngest"/> gives it.</param>
    /// <param name="mask">Its first band is the product's opacity, 0 to 255; of any size in the picture's shape.</param>
    /// <returns>Null when the mask has another shape, or leaves nothing or everything of the picture.</returns>
    public static ProductCutout? Mask(VipsImage picture, VipsImage mask)
    {
        if (Math.Abs(Math.Log((double)mask.Width * picture.Height / mask.Height / picture.Width)) > SameShape)
        {
            return null;
        }
        using var working = Working(picture);
        using var opaque = working.HasAlpha ? working.Flatten(255, 255, 255) : working.Copy();
        using var band = mask.Band(0);
        using var fitted = band.ResizeTo(opaque.Width, opaque.Height);
        var alpha = Array.ConvertAll(fitted.ToBytes(), Settled);
        var product = Array.ConvertAll(alpha, value => value > 127);
        var share = product.Count(value => value) / (double)product.Length;
        return share is > LeastShare and < MostShare
            ? Finish(CutoutKind.Masked, Joined(opaque.ToBytes(), alpha), opaque.Width, opaque.Height, 1, CutFacts.Touching(product, opaque.Width, opaque.Height))
            : null;
    }

    /// <summary>What is all but opaque is opaque, so that no background shines through the product.</summary>
    private static byte Settled(byte alpha) => alpha switch { >= 250 => byte.MaxValue, <= 5 => 0, _ => alpha };

    private static byte[] Joined(byte[] pixels, byte[] alpha)
    {
        var rgba = new byte[alpha.Length * 4];
        for (var pixel = 0; pixel < alpha.Length; pixel++)
        {
            pixels.AsSpan(pixel * 3, 3).CopyTo(rgba.AsSpan(pixel * 4));
            rgba[pixel * 4 + 3] = alpha[pixel];
        }
        return rgba;
    }

    private static VipsImage Working(VipsImage picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= WorkingSide)
        {
            return picture.Copy();
        }
        using var smaller = picture.Thumbnail(WorkingSide, WorkingSide);
        return smaller.InMemory();
    }

    private static ProductCutout? FromAlpha(VipsImage picture)
    {
        var rgba = picture.ToBytes();
        var clear = 0;
        for (var index = 3; index < rgba.Length; index += 4)
        {
            clear += rgba[index] < 16 ? 1 : 0;
        }
        var share = clear / (double)(rgba.Length / 4);
        return share is > 0.02 and < 0.995
            ? Finish(CutoutKind.Transparent, rgba, picture.Width, picture.Height, 1, PictureSides.None)
            : null;
    }

    private static ProductCutout Finish(CutoutKind kind, byte[] rgba, int width, int height, double confidence, PictureSides touches)
    {
        var cutout = new ProductCutout(kind, rgba, width, height, default, confidence, touches);
        return cutout with { Box = PixelBox.Around(cutout.Alpha(), width, height) };
    }

    private static ProductCutout Whole(byte[] pixels, int width, int height, double confidence)
    {
        var alpha = new byte[width * height];
        Array.Fill(alpha, byte.MaxValue);
        var rgba = Joined(pixels, alpha);
        return new ProductCutout(CutoutKind.Framed, rgba, width, height, new PixelBox(0, 0, width, height), confidence, PictureSides.None);
    }
}
