using Commerce.Media.Colour;
using Commerce.Media.Cutout;

namespace Commerce.Media.Compose;

/// <summary>The finished picture's pixels while it is put together: 8-bit sRGB, three bytes a pixel.</summary>
internal sealed class Canvas(byte[] pixels, int width, int height)
{
    internal byte[] Pixels => pixels;

    internal int Width => width;

    internal int Height => height;

    /// <summary>Darkens by a map as large as the canvas, 0 leaves as is, 255 is full shade of the given colour.</summary>
    internal void Shade(byte[] map, Rgb colour)
    {
        var kept = new ushort[256 * 3];
        Span<float> parts = [colour.Red, colour.Green, colour.Blue];
        for (var entry = 0; entry < kept.Length; entry++)
        {
            kept[entry] = (ushort)(65535 * (1 - entry / 3 / 255f * (1 - parts[entry % 3])) + 0.5f);
        }
        for (var pixel = 0; pixel < map.Length; pixel++)
        {
            var (amount, at) = (map[pixel] * 3, pixel * 3);
            if (amount == 0)
            {
                continue;
            }
            pixels[at] = (byte)((pixels[at] * kept[amount] + 32768) >> 16);
            pixels[at + 1] = (byte)((pixels[at + 1] * kept[amount + 1] + 32768) >> 16);
            pixels[at + 2] = (byte)((pixels[at + 2] * kept[amount + 2] + 32768) >> 16);
        }
    }

    /// <summary>Lays straight-alpha RGBA on the canvas; fully opaque pixels arrive byte for byte.</summary>
    internal void Lay(byte[] rgba, PixelBox box, float opacity = 1)
    {
        var strength = (int)(opacity * 256 + 0.5f);
        for (var row = Math.Max(0, -box.Top); row < Math.Min(box.Height, height - box.Top); row++)
        {
            var (first, last) = (Math.Max(0, -box.Left), Math.Min(box.Width, width - box.Left));
            var from = (row * box.Width + first) * 4;
            var to = ((box.Top + row) * width + box.Left + first) * 3;
            for (var column = first; column < last; column++, from += 4, to += 3)
            {
                var alpha = rgba[from + 3] * strength >> 8;
                if (alpha == 0)
                {
                    continue;
                }
                if (alpha == byte.MaxValue)
                {
                    (pixels[to], pixels[to + 1], pixels[to + 2]) = (rgba[from], rgba[from + 1], rgba[from + 2]);
                    continue;
                }
                pixels[to] = Mix(pixels[to], rgba[from], alpha);
                pixels[to + 1] = Mix(pixels[to + 1], rgba[from + 1], alpha);
                pixels[to + 2] = Mix(pixels[to + 2], rgba[from + 2], alpha);
            }
        }
    }

    /// <summary>Prints one band of ink in a colour.</summary>
    internal void Print(byte[] ink, PixelBox box, Rgb colour)
    {
        var (red, green, blue) = (Rgb.Eight(colour.Red), Rgb.Eight(colour.Green), Rgb.Eight(colour.Blue));
        for (var row = Math.Max(0, -box.Top); row < Math.Min(box.Height, height - box.Top); row++)
        {
            for (var column = Math.Max(0, -box.Left); column < Math.Min(box.Width, width - box.Left); column++)
            {
                var alpha = ink[row * box.Width + column];
                var to = ((box.Top + row) * width + box.Left + column) * 3;
                if (alpha > 0)
                {
                    (pixels[to], pixels[to + 1], pixels[to + 2]) = (Mix(pixels[to], red, alpha), Mix(pixels[to + 1], green, alpha), Mix(pixels[to + 2], blue, alpha));
                }
            }
        }
    }

    private static byte Mix(int under, int over, int alpha) => (byte)((under * (255 - alpha) + over * alpha + 127) / 255);
}
