using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Blurs and enlarges a map that is mostly empty: only what lies around the shade is worked on, with the same outcome.</summary>
internal static class ShadowMap
{
    // A blur reaches less than two of its sigmas far, cubic enlarging two pixels.
    private const double BlurReach = 3;
    private const int CubicReach = 4;

    internal static byte[] Blurred(byte[] map, int width, int height, double sigma)
    {
        var blurred = new byte[map.Length];
        var box = Around(map, width, height, (int)Math.Ceiling(sigma * BlurReach) + 1);
        if (box.Width == 0)
        {
            return blurred;
        }
        using var part = VipsImage.FromBytes(Cut(map, width, box), box.Width, box.Height, 1);
        using var soft = part.Blur(sigma);
        Paste(soft.ToBytes(), box, blurred, width);
        return blurred;
    }

    internal static byte[] Enlarged(byte[] map, int width, int height, int wideWidth, int wideHeight)
    {
        var factor = wideWidth / width;
        if (factor * width != wideWidth || factor * height != wideHeight)
        {
            // The samples of a part lie elsewhere than those of the whole.
            using var whole = VipsImage.FromBytes(map, width, height, 1);
            using var wide = whole.ResizeTo(wideWidth, wideHeight, "cubic");
            return wide.ToBytes();
        }
        var enlarged = new byte[wideWidth * wideHeight];
        var box = Around(map, width, height, CubicReach);
        if (box.Width == 0)
        {
            return enlarged;
        }
        using var part = VipsImage.FromBytes(Cut(map, width, box), box.Width, box.Height, 1);
        using var large = part.ResizeTo(box.Width * factor, box.Height * factor, "cubic");
        Paste(large.ToBytes(), new PixelBox(box.Left * factor, box.Top * factor, large.Width, large.Height), enlarged, wideWidth);
        return enlarged;
    }

    /// <summary>The box around all shade with so many empty pixels on each side, as far as the map goes.</summary>
    private static PixelBox Around(byte[] map, int width, int height, int reach)
    {
        var box = PixelBox.Around(map, width, height, 0);
        if (box.Width == 0)
        {
            return box;
        }
        var (left, top) = (Math.Max(0, box.Left - reach), Math.Max(0, box.Top - reach));
        return new PixelBox(left, top, Math.Min(width, box.Left + box.Width + reach) - left, Math.Min(height, box.Top + box.Height + reach) - top);
    }

    private static byte[] Cut(byte[] map, int width, PixelBox box)
    {
        var part = new byte[box.Width * box.Height];
        for (var row = 0; row < box.Height; row++)
        {
            map.AsSpan((box.Top + row) * width + box.Left, box.Width).CopyTo(part.AsSpan(row * box.Width));
        }
        return part;
    }

    private static void Paste(byte[] part, PixelBox box, byte[] map, int width)
    {
        for (var row = 0; row < box.Height; row++)
        {
            part.AsSpan(row * box.Width, box.Width).CopyTo(map.AsSpan((box.Top + row) * width + box.Left));
        }
    }
}
