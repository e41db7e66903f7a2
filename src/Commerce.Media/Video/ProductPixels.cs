using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Video;

/// <summary>The product's pixels at the size of a placed product, premultiplied.</summary>
internal static class ProductPixels
{
    /// <summary>
    /// Scales colour and transparency together: enlarged as much as a close look needs, colour scaled on its own would
    /// ring against the emptiness around the product and leave bright specks on its outline.
    /// </summary>
    internal static byte[] Of(ProductCutout cutout, PlacedProduct product)
    {
        if (product.Kind == CutoutKind.Framed)
        {
            return Premultiplied(product.Rgba);
        }
        var source = cutout.Box;
        using var whole = VipsImage.FromBytes(Premultiplied(cutout.Rgba), cutout.Width, cutout.Height, 4);
        using var cropped = whole.Crop(source.Left, source.Top, source.Width, source.Height);
        using var scaled = cropped.ResizeTo(product.Box.Width, product.Box.Height);
        var pixels = scaled.ToBytes();
        for (var at = 0; at < pixels.Length; at += 4)
        {
            var alpha = pixels[at + 3];
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (Math.Min(pixels[at], alpha), Math.Min(pixels[at + 1], alpha), Math.Min(pixels[at + 2], alpha));
        }
        return pixels;
    }

    private static byte[] Premultiplied(byte[] rgba)
    {
        var pixels = new byte[rgba.Length];
        for (var at = 0; at < rgba.Length; at += 4)
        {
            var alpha = rgba[at + 3];
            for (var part = 0; part < 3; part++)
            {
                pixels[at + part] = (byte)((rgba[at + part] * alpha + 127) / 255);
            }
            pixels[at + 3] = alpha;
        }
        return pixels;
    }
}
