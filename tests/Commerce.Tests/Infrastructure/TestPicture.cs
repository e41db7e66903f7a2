using Commerce.Media.Vips;

namespace Commerce.Tests.Infrastructure;

internal static class TestPicture
{
    /// <summary>A plain picture of one colour.</summary>
    public static byte[] Png(int width, int height)
    {
        using var image = VipsImage.Solid(width, height, 200, 120, 40);
        return image.ToPng();
    }

    /// <summary>A picture without a plain background: coloured patches to every side. The same one each time.</summary>
    public static byte[] Scene(int side)
    {
        const int Patch = 20;
        var (random, pixels) = (new Random(5), new byte[side * side * 3]);
        var colours = new byte[(side / Patch + 1) * (side / Patch + 1) * 3];
        random.NextBytes(colours);
        for (var at = 0; at < side * side; at++)
        {
            var patch = (at / side / Patch * (side / Patch + 1)) + (at % side / Patch);
            colours.AsSpan(patch * 3, 3).CopyTo(pixels.AsSpan(at * 3));
        }

        using var raw = VipsImage.FromBytes(pixels, side, side, 3);
        using var image = raw.Interpreted("srgb");
        return image.ToPng();
    }

    /// <summary>A patterned product on a plain white ground. The same seed gives the same product.</summary>
    public static byte[] Product(int side, int seed)
    {
        const int Patches = 12;
        var (random, pixels) = (new Random(seed), new byte[side * side * 3]);
        var colours = new byte[Patches * Patches * 3];
        random.NextBytes(colours);
        var (wide, high) = (0.2 + (random.NextDouble() * 0.12), 0.26 + (random.NextDouble() * 0.12));
        Array.Fill(pixels, byte.MaxValue);
        for (var at = 0; at < side * side; at++)
        {
            var (x, y) = ((at % side / (double)side) - 0.5, (at / side / (double)side) - 0.5);
            if (Math.Pow(x / wide, 4) + Math.Pow(y / high, 4) < 1)
            {
                var patch = ((int)((y + 0.5) * Patches) * Patches) + (int)((x + 0.5) * Patches);
                colours.AsSpan(patch * 3, 3).CopyTo(pixels.AsSpan(at * 3));
            }
        }

        using var raw = VipsImage.FromBytes(pixels, side, side, 3);
        using var image = raw.Interpreted("srgb");
        return image.ToPng();
    }

    /// <summary>What a vendor that removes backgrounds hands out: opaque in the middle, nothing around it.</summary>
    public static byte[] CutOut(int side)
    {
        var pixels = new byte[side * side * 4];
        for (var at = 0; at < side * side; at++)
        {
            var (x, y) = (at % side, at / side);
            pixels[(at * 4) + 3] = x > side / 4 && x < side * 3 / 4 && y > side / 4 && y < side * 3 / 4 ? byte.MaxValue : (byte)0;
        }

        using var raw = VipsImage.FromBytes(pixels, side, side, 4);
        using var image = raw.Interpreted("srgb");
        return image.ToPng();
    }
}
