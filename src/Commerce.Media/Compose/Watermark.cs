using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>A small plate with words in the lower right corner, for what is given away free. The same input gives the same bytes.</summary>
public static class Watermark
{
    /// <summary>What the plate says unless told otherwise.</summary>
    public const string DefaultWords = "Made with Commerce Studio";

    private const byte PlateShade = 24;
    private const byte PlateCover = 122;

    /// <summary>Marks a finished picture. It keeps its format, size, resolution and what it tells of its origin.</summary>
    /// <param name="encoded">A JPEG, PNG or WebP file.</param>
    /// <param name="words">What the plate says.</param>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>; code <c>mark-unsupported</c> for other formats.</exception>
    public static byte[] Stamp(ReadOnlySpan<byte> encoded, string words = DefaultWords)
    {
        var format = PictureSniffer.Sniff(encoded);
        if (format is not (PictureFormat.Jpeg or PictureFormat.Png or PictureFormat.Webp))
        {
            throw new MediaException("mark-unsupported", "Only JPEG, PNG and WebP pictures can be marked.");
        }
        using var header = VipsImage.Load(PictureSniffer.Loader(format.Value), encoded);
        using var picture = PictureIngest.Read(encoded);
        var pixels = picture.ToBytes();
        Lay(pixels, picture.Width, picture.Height, picture.Bands, words);
        using var raw = VipsImage.FromBytes(pixels, picture.Width, picture.Height, picture.Bands);
        using var named = raw.Interpreted("srgb");
        var marked = format switch
        {
            PictureFormat.Png => named.ToPng(dotsPerInch: header.DotsPerInch),
            PictureFormat.Webp => named.ToWebp(),
            _ => named.ToJpeg(dotsPerInch: header.DotsPerInch),
        };
        return OriginMark.Packet(encoded) is { } packet ? OriginMark.Put(marked, packet) : marked;
    }

    /// <summary>A transparent PNG with nothing but the plate, as large as the frames of a video to lay it over.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="words">What the plate says.</param>
    public static byte[] Overlay(int width, int height, string words = DefaultWords)
    {
        var pixels = new byte[width * height * 4];
        Lay(pixels, width, height, 4, words);
        using var raw = VipsImage.FromBytes(pixels, width, height, 4);
        using var named = raw.Interpreted("srgb");
        return named.ToPng();
    }

    private static void Lay(byte[] pixels, int width, int height, int bands, string words)
    {
        var side = Math.Min(width, height);
        var ink = TextInk.Fit(words, "Semi-Bold", Math.Max(9, side * 0.021), 7, width * 2 / 5, Math.Max(12, side / 20), 0.01);
        var (padX, padY, margin) = (Math.Max(4, (int)(side * 0.014)), Math.Max(3, (int)(side * 0.009)), Math.Max(4, (int)(side * 0.026)));
        var (wide, high) = (ink.Width + 2 * padX, ink.Height + 2 * padY);
        var (left, top) = (width - margin - wide, height - margin - high);
        for (var y = Math.Max(0, -top); y < high; y++)
        {
            for (var x = Math.Max(0, -left); x < wide; x++)
            {
                var letter = Letter(ink, x - padX, y - padY);
                var cover = Inside(x + 0.5f, y + 0.5f, wide, high, high * 0.32f) * PlateCover / 255f;
                var shade = (PlateShade * cover * (1 - letter) + 255 * letter) / Math.Max(1e-6f, cover + letter - cover * letter);
                Mix(pixels.AsSpan(((top + y) * width + left + x) * bands, bands), shade, cover + letter - cover * letter);
            }
        }
    }

    private static float Letter(TextInk ink, int x, int y) =>
        x >= 0 && y >= 0 && x < ink.Width && y < ink.Height ? ink.Ink[y * ink.Width + x] * 0.94f / 255f : 0;

    /// <summary>How much of a pixel lies inside a rectangle with round corners.</summary>
    private static float Inside(float x, float y, int width, int height, float radius)
    {
        var (dx, dy) = (Math.Max(0, Math.Max(radius - x, x - (width - radius))), Math.Max(0, Math.Max(radius - y, y - (height - radius))));
        return Math.Clamp(radius - MathF.Sqrt(dx * dx + dy * dy) + 0.5f, 0, 1);
    }

    private static void Mix(Span<byte> pixel, float shade, float cover)
    {
        var under = pixel.Length == 4 ? pixel[3] / 255f : 1;
        var together = cover + under * (1 - cover);
        if (together <= 0)
        {
            return;
        }
        for (var part = 0; part < 3; part++)
        {
            pixel[part] = (byte)((shade * cover + pixel[part] * under * (1 - cover)) / together + 0.5f);
        }
        if (pixel.Length == 4)
        {
            pixel[3] = (byte)(together * 255 + 0.5f);
        }
    }
}
