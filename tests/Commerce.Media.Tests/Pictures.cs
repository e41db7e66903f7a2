using Commerce.Media.Vips;

namespace Commerce.Media.Tests;

/// <summary>Pictures drawn for a test, together with the truth about them.</summary>
internal static class Pictures
{
    internal const int Side = 400;

    /// <summary>A product photo: a coloured disc with stripes on a backdrop that gets darker downwards, with a soft shadow below.</summary>
    internal static (VipsImage Picture, bool[] Truth) Disc(byte red = 180, byte green = 40, byte blue = 50)
    {
        var pixels = new byte[Side * Side * 3];
        var truth = new bool[Side * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (dx, dy) = (x - 200.0, y - 190.0);
                var distance = Math.Sqrt(dx * dx + dy * dy);
                var cover = Math.Clamp(110 - distance + 0.5, 0, 1);
                var shadow = 40 * Math.Exp(-(dx * dx / 9000 + (y - 318.0) * (y - 318) / 160));
                var back = 236 - y * 0.05 - x * 0.03 - shadow;
                var stripe = (x / 12 + y / 12) % 2 == 0 ? 0.8 : 1;
                truth[y * Side + x] = cover > 0.5;
                var at = (y * Side + x) * 3;
                pixels[at] = (byte)(red * stripe * cover + back * (1 - cover));
                pixels[at + 1] = (byte)(green * stripe * cover + back * (1 - cover));
                pixels[at + 2] = (byte)(blue * stripe * cover + back * (1 - cover));
            }
        }
        using var raw = VipsImage.FromBytes(pixels, Side, Side, 3);
        return (raw.Interpreted("srgb"), truth);
    }

    /// <summary>The disc with a round window through which the backdrop shows.</summary>
    internal static VipsImage Ring()
    {
        var (picture, _) = Disc();
        using (picture)
        {
            var pixels = picture.ToBytes();
            for (var y = 150; y < 230; y++)
            {
                for (var x = 160; x < 240; x++)
                {
                    if ((x - 200) * (x - 200) + (y - 190) * (y - 190) < 1500)
                    {
                        var back = (byte)(236 - y * 0.05 - x * 0.03);
                        pixels.AsSpan((y * Side + x) * 3, 3).Fill(back);
                    }
                }
            }
            using var raw = VipsImage.FromBytes(pixels, Side, Side, 3);
            return raw.Interpreted("srgb");
        }
    }

    /// <summary>No backdrop at all: coloured patches to every side.</summary>
    internal static VipsImage Scene()
    {
        var random = new Random(5);
        var pixels = new byte[Side * Side * 3];
        for (var y = 0; y < Side; y += 20)
        {
            for (var x = 0; x < Side; x += 20)
            {
                var colour = new byte[3];
                random.NextBytes(colour);
                for (var inner = 0; inner < 400; inner++)
                {
                    colour.CopyTo(pixels.AsSpan(((y + inner / 20) * Side + x + inner % 20) * 3));
                }
            }
        }
        using var raw = VipsImage.FromBytes(pixels, Side, Side, 3);
        return raw.Interpreted("srgb");
    }

    /// <summary>A PNG that claims a size, with a few bytes of pixel data that could never fill it.</summary>
    internal static byte[] PngClaiming(int width, int height) =>
        PngChunks.File(PngChunks.Header(width, height), PngChunks.Make("IDAT", [0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01]));
}
