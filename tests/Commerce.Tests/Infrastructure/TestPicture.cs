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
