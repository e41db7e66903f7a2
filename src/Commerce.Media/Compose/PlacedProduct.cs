using Commerce.Media.Cutout;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>The product at its final size: only scaled, never recoloured.</summary>
/// <param name="Rgba">Straight-alpha pixels.</param>
/// <param name="Box">Where they go on the picture.</param>
/// <param name="Scale">Picture pixels per source pixel.</param>
/// <param name="Kind">How the product was separated.</param>
internal sealed record PlacedProduct(byte[] Rgba, PixelBox Box, double Scale, CutoutKind Kind)
{
    /// <summary>Small sources are enlarged at most this much; beyond, they would look blurred next to a crisp set.</summary>
    internal const double LargestScale = 3.2;

    /// <summary>Puts the product on the ground, a framed one in the middle of the height.</summary>
    /// <param name="lying">It lies in the middle.</param>
    /// <param name="low">A framed one stands on the ground too, because there are words above it.</param>
    internal static PlacedProduct Place(ProductCutout cutout, RoomArea room, double centre, double ground, int width, int height, bool lying = false, bool low = false)
    {
        var source = cutout.Box;
        var framed = cutout.Kind == CutoutKind.Framed;
        var scale = Math.Min(LargestScale, Math.Min(width * room.Width / source.Width, height * room.Height / source.Height));
        var (w, h) = (Math.Max(1, (int)Math.Round(source.Width * scale)), Math.Max(1, (int)Math.Round(source.Height * scale)));
        var balance = framed || lying ? w / 2.0 : (Weight(cutout) - source.Left) * scale * 0.65 + w * 0.175;
        var left = (int)Math.Round(Math.Clamp(width * centre - balance, Math.Min(width * 0.03, width - w), Math.Max(Math.Max(width * 0.97 - w, 0), Math.Min(width * 0.03, width - w))));
        var cutBelow = cutout.Touches.HasFlag(PictureSides.Bottom);
        var top = (framed && !low) || (lying && !cutBelow) ? (int)Math.Round(height * 0.5 - h / 2.0) : cutBelow ? height - h : (int)Math.Round(height * ground) - h;
        var pixels = Scaled(cutout, w, h);
        if (framed)
        {
            RoundCorners(pixels, w, h, Math.Min(w, h) * 0.03f);
        }
        return new PlacedProduct(pixels, new PixelBox(left, top, w, h), scale, cutout.Kind);
    }

    internal byte[] Alpha()
    {
        var alpha = new byte[Box.Width * Box.Height];
        for (var pixel = 0; pixel < alpha.Length; pixel++)
        {
            alpha[pixel] = Rgba[pixel * 4 + 3];
        }
        return alpha;
    }

    /// <summary>The column the product balances on; a strap or a sliver to one side must not push it off centre.</summary>
    private static double Weight(ProductCutout cutout)
    {
        double sum = 0, count = 0;
        for (var pixel = 0; pixel < cutout.Width * cutout.Height; pixel += 3)
        {
            if (cutout.Rgba[pixel * 4 + 3] > 200)
            {
                sum += pixel % cutout.Width;
                count++;
            }
        }
        return count == 0 ? cutout.Box.Left + cutout.Box.Width / 2.0 : sum / count;
    }

    private static byte[] Scaled(ProductCutout cutout, int width, int height)
    {
        // Colours under the soft edge were extended by the cut-out, so all bands scale on their own without dark fringes.
        var box = cutout.Box;
        if (width >= box.Width && height >= box.Height)
        {
            return Enlargement.Of(Cropped(cutout), box.Width, box.Height, width, height);
        }
        using var whole = VipsImage.FromBytes(cutout.Rgba, cutout.Width, cutout.Height, 4);
        using var cropped = whole.Crop(box.Left, box.Top, box.Width, box.Height);
        using var colour = cropped.Band(0, 3);
        using var alpha = cropped.Band(3);
        using var smallColour = colour.ResizeTo(width, height);
        using var smallAlpha = alpha.ResizeTo(width, height, "cubic");
        using var joined = smallColour.Join(smallAlpha);
        return joined.ToBytes();
    }

    private static byte[] Cropped(ProductCutout cutout)
    {
        var box = cutout.Box;
        var part = new byte[box.Width * box.Height * 4];
        for (var row = 0; row < box.Height; row++)
        {
            cutout.Rgba.AsSpan(((box.Top + row) * cutout.Width + box.Left) * 4, box.Width * 4).CopyTo(part.AsSpan(row * box.Width * 4));
        }
        return part;
    }

    private static void RoundCorners(byte[] rgba, int width, int height, float radius)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = (Math.Max(0, Math.Max(radius - x - 0.5f, x + 0.5f - (width - radius))), Math.Max(0, Math.Max(radius - y - 0.5f, y + 0.5f - (height - radius))));
                var inside = Math.Clamp(radius - MathF.Sqrt(dx * dx + dy * dy) + 0.5f, 0, 1);
                rgba[(y * width + x) * 4 + 3] = (byte)(255 * inside + 0.5f);
            }
        }
    }
}
