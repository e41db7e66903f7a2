using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>Separates a product from a plain or nearly plain background, and says so when it cannot.</summary>
public static class ProductCutter
{
    /// <summary>Longest side worked at; larger pictures are scaled down first.</summary>
    public const int WorkingSide = 1280;

    private const double LeastConfidence = 0.5;

    /// <summary>Cuts the product out.</summary>
    /// <param name="picture">8-bit sRGB with 3 or 4 bands, as <see cref="Probe.PictureIngest"/> gives it.</param>
    /// <param name="openHoles">Whether background seen through the product becomes transparent too.</param>
    public static ProductCutout Cut(VipsImage picture, bool openHoles = true)
    {
        using var working = Working(picture);
        var (width, height) = (working.Width, working.Height);
        if (working.HasAlpha && FromAlpha(working) is { } transparent)
        {
            return transparent;
        }
        using var opaque = working.HasAlpha ? working.Flatten(255, 255, 255) : working.Copy();
        var planes = LabPlanes.From(opaque);
        var model = BackgroundModel.Fit(planes);
        var barrier = new BarrierFlood(planes, model).FromRim();
        var gradient = planes.Gradient();
        var product = Outline.Best(barrier, gradient, planes, model);
        var refined = BackgroundModel.Refit(planes, product);
        var shade = Shadows.Peel(product, planes, refined, gradient);
        if (openHoles)
        {
            Holes.Open(product, planes, refined, gradient);
        }
        Outline.KeepLargest(product, width, height);
        var touches = Touching(product, width, height);
        var confidence = Confidence(product, model.Plainness, touches) * Math.Clamp((Outline.Strength(product, gradient, width) - 0.5) / 0.35, 0, 1);
        var pixels = opaque.ToBytes();
        if (confidence < LeastConfidence)
        {
            return Whole(pixels, width, height, confidence);
        }
        var rgba = EdgeMatte.Apply(pixels, 3, product, width, height);
        Shadows.Restore(rgba, product, shade, planes, refined);
        return Finish(CutoutKind.Plain, rgba, width, height, confidence, touches);
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
        var rgba = new byte[width * height * 4];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            rgba[pixel * 4] = pixels[pixel * 3];
            rgba[pixel * 4 + 1] = pixels[pixel * 3 + 1];
            rgba[pixel * 4 + 2] = pixels[pixel * 3 + 2];
            rgba[pixel * 4 + 3] = 255;
        }
        return new ProductCutout(CutoutKind.Framed, rgba, width, height, new PixelBox(0, 0, width, height), confidence, PictureSides.None);
    }

    private static PictureSides Touching(bool[] product, int width, int height)
    {
        var sides = PictureSides.None;
        var (top, bottom, left, right) = (0, 0, 0, 0);
        for (var x = 0; x < width; x++)
        {
            top += product[2 * width + x] ? 1 : 0;
            bottom += product[(height - 3) * width + x] ? 1 : 0;
        }
        for (var y = 0; y < height; y++)
        {
            left += product[y * width + 2] ? 1 : 0;
            right += product[y * width + width - 3] ? 1 : 0;
        }
        sides |= top > width * 0.02 ? PictureSides.Top : 0;
        sides |= bottom > width * 0.02 ? PictureSides.Bottom : 0;
        sides |= left > height * 0.02 ? PictureSides.Left : 0;
        sides |= right > height * 0.02 ? PictureSides.Right : 0;
        return sides;
    }

    private static double Confidence(bool[] product, double plainness, PictureSides touches)
    {
        var area = product.Count(value => value) / (double)product.Length;
        if (area is < 0.005 or > 0.9)
        {
            return 0;
        }
        var cut = System.Numerics.BitOperations.PopCount((uint)touches);
        return Math.Clamp((plainness - 0.35) / 0.5, 0, 1) * (cut >= 3 ? 0.4 : cut == 2 ? 0.8 : 1);
    }
}
