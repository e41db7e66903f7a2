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
        Span<float> parts = [colour.Red, colour.Green, colour.Blue];
        for (var pixel = 0; pixel < map.Length; pixel++)
        {
            var amount = map[pixel] / 255f;
            if (amount == 0)
            {
                continue;
            }
            for (var part = 0; part < 3; part++)
            {
                var at = pixel * 3 + part;
                pixels[at] = (byte)(pixels[at] * (1 - amount * (1 - parts[part])) + 0.5f);
            }
        }
    }

    /// <summary>Lays straight-alpha RGBA on the canvas; fully opaque pixels arrive byte for byte.</summary>
    internal void Lay(byte[] rgba, PixelBox box, float opacity = 1)
    {
        for (var row = Math.Max(0, -box.Top); row < Math.Min(box.Height, height - box.Top); row++)
        {
            for (var column = Math.Max(0, -box.Left); column < Math.Min(box.Width, width - box.Left); column++)
            {
                var from = (row * box.Width + column) * 4;
                if (rgba[from + 3] == 0)
                {
                    continue;
                }
                var to = ((box.Top + row) * width + box.Left + column) * 3;
                if (rgba[from + 3] == 255 && opacity >= 1)
                {
                    (pixels[to], pixels[to + 1], pixels[to + 2]) = (rgba[from], rgba[from + 1], rgba[from + 2]);
                    continue;
                }
                var alpha = rgba[from + 3] * opacity / 255f;
                for (var part = 0; part < 3; part++)
                {
                    pixels[to + part] = (byte)(pixels[to + part] + (rgba[from + part] - pixels[to + part]) * alpha + 0.5f);
                }
            }
        }
    }

    /// <summary>Prints one band of ink in a colour.</summary>
    internal void Print(byte[] ink, PixelBox box, Rgb colour)
    {
        Span<float> parts = [colour.Red * 255, colour.Green * 255, colour.Blue * 255];
        for (var row = Math.Max(0, -box.Top); row < Math.Min(box.Height, height - box.Top); row++)
        {
            for (var column = Math.Max(0, -box.Left); column < Math.Min(box.Width, width - box.Left); column++)
            {
                var amount = ink[row * box.Width + column] / 255f;
                var to = ((box.Top + row) * width + box.Left + column) * 3;
                for (var part = 0; part < 3 && amount > 0; part++)
                {
                    pixels[to + part] = (byte)(pixels[to + part] + (parts[part] - pixels[to + part]) * amount + 0.5f);
                }
            }
        }
    }
}
