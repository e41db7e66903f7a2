using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Commerce.Media.Colour;
using Commerce.Media.Cutout;

namespace Commerce.Media.Video;

/// <summary>Pixels a film samples from: 8-bit RGBA, premultiplied, so that mixing neighbours never drags hidden colours in.</summary>
internal sealed class Texture(byte[] pixels, int width, int height)
{
    internal int Width => width;

    internal int Height => height;

    /// <summary>From opaque RGB.</summary>
    internal static Texture FromRgb(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            rgb.Slice(pixel * 3, 3).CopyTo(pixels.AsSpan(pixel * 4));
            pixels[pixel * 4 + 3] = 255;
        }
        return new Texture(pixels, width, height);
    }

    /// <summary>An empty texture for layers to be put on.</summary>
    internal static Texture Clear(int width, int height) => new(new byte[width * height * 4], width, height);

    /// <summary>Lays a flat colour through a one-band map of the texture's size.</summary>
    internal Texture Tint(ReadOnlySpan<byte> map, Rgb colour)
    {
        var whole = Premultiplied(colour, 1);
        for (var pixel = 0; pixel < map.Length; pixel++)
        {
            Put(pixel, whole * (map[pixel] / 255f));
        }
        return this;
    }

    /// <summary>Lays premultiplied pixels on the texture.</summary>
    internal Texture Lay(ReadOnlySpan<byte> rgba, PixelBox box)
    {
        for (var row = 0; row < box.Height; row++)
        {
            for (var column = 0; column < box.Width; column++)
            {
                var from = (row * box.Width + column) * 4;
                var (x, y) = (box.Left + column, box.Top + row);
                if (rgba[from + 3] > 0 && x >= 0 && y >= 0 && x < width && y < height)
                {
                    Put(y * width + x, Vector128.Create((float)rgba[from], rgba[from + 1], rgba[from + 2], rgba[from + 3]));
                }
            }
        }
        return this;
    }

    /// <summary>A colour as film rows hold it.</summary>
    internal static Vector128<float> Premultiplied(Rgb colour, float alpha) =>
        Vector128.Create(colour.Red, colour.Green, colour.Blue, 1) * (255 * alpha);

    /// <summary>Adds some columns of one row, weighted, to a row of numbers.</summary>
    internal void Add(int row, float weight, int first, Span<Vector128<float>> sums)
    {
        var line = Math.Clamp(row, 0, height - 1) * width + first;
        var source = MemoryMarshal.Cast<byte, uint>(pixels).Slice(line, sums.Length);
        for (var at = 0; at < source.Length; at++)
        {
            sums[at] += Wide(source[at]) * weight;
        }
    }

    private static Vector128<float> Wide(uint pixel) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32());

    private void Put(int pixel, Vector128<float> above)
    {
        var at = MemoryMarshal.Cast<byte, uint>(pixels.AsSpan());
        var mixed = above + Wide(at[pixel]) * (1 - above[3] / 255f);
        (pixels[pixel * 4], pixels[pixel * 4 + 1], pixels[pixel * 4 + 2], pixels[pixel * 4 + 3]) =
            ((byte)(mixed[0] + 0.5f), (byte)(mixed[1] + 0.5f), (byte)(mixed[2] + 0.5f), (byte)(mixed[3] + 0.5f));
    }
}
