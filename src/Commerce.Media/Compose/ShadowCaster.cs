using Commerce.Media.Cutout;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Throws a product's shadow from its own outline: a dark line of contact, a soft pool, and a slanted cast.</summary>
internal static class ShadowCaster
{
    private const int Reduction = 4;

    /// <summary>A map as large as the picture, 0 lit to 255 shaded.</summary>
    /// <param name="lying">The product lies flat: its shadow follows the whole outline instead of starting at the feet.</param>
    /// <param name="podium">What the product stands on; its shadow ends where the top surface does.</param>
    internal static byte[] Cast(PlacedProduct product, ShadowLook look, int width, int height, bool lying = false, Stage? podium = null)
    {
        var (w, h) = (width / Reduction, height / Reduction);
        var alpha = product.Alpha();
        var total = new float[w * h];
        if (product.Kind == CutoutKind.Framed)
        {
            var side = Math.Sign(look.Slant) * 0.5f;
            Drop(product, alpha, total, w, h, side * 0.004f * w, 0.004f * h, 0.006f, 0.22f);
            Drop(product, alpha, total, w, h, side * 0.022f * w, 0.022f * h, 0.03f, look.Soft);
        }
        else if (lying)
        {
            var reach = Math.Min(product.Box.Width, product.Box.Height) / (float)Reduction * look.Length;
            Drop(product, alpha, total, w, h, reach * look.Slant * 0.06f, reach * 0.08f, 0.0045f, look.Contact);
            Drop(product, alpha, total, w, h, reach * look.Slant * 0.4f, reach * 0.45f, 0.013f, look.Soft);
            Drop(product, alpha, total, w, h, reach * look.Slant, reach, look.Blur * 1.4f, look.Cast);
        }
        else
        {
            var feet = Feet(alpha, product.Box);
            Layer(product.Box, alpha, feet, total, w, h, new Layering(0.035f, 0.35f, 0, 0.0042f, look.Contact));
            Layer(product.Box, alpha, feet, total, w, h, new Layering(0.3f, 0.13f, look.Slant * 0.15f, 0.017f, look.Soft));
            Layer(product.Box, alpha, feet, total, w, h, new Layering(1, look.Length, look.Slant, look.Blur, look.Cast));
        }
        if (podium is not null && Podium.Of(podium) is { } stand)
        {
            Keep(total, podium.Whole(stand.Top, Reduction));
        }
        using var small = VipsImage.FromFloats(total, w, h, 1);
        using var scaled = small.Linear([255], [0]);
        using var bytes = scaled.Cast(PixelFormat.Byte);
        return ShadowMap.Enlarged(bytes.ToBytes(), w, h, width, height);
    }

    private static void Drop(PlacedProduct product, byte[] alpha, float[] total, int w, int h, float right, float down, float blur, float strength)
    {
        var map = new float[w * h];
        Deposit(product.Box, alpha, w, h, map, (x, y) => (x + right, y + down), (_, _) => 1);
        Combine(map, total, w, h, blur, strength);
    }

    private static void Keep(float[] total, string surface)
    {
        using var drawn = VipsImage.FromSvg(surface);
        using var cover = drawn.Band(3);
        var kept = cover.ToBytes();
        for (var at = 0; at < total.Length; at++)
        {
            total[at] *= kept[at] / 255f;
        }
    }

    private static void Layer(PixelBox box, byte[] alpha, float[] feet, float[] total, int w, int h, Layering layer)
    {
        var map = new float[w * h];
        var reach = box.Height * layer.Reach;
        Deposit(box, alpha, w, h, map,
            (x, y) =>
            {
                var foot = FootAt(feet, box, x);
                var up = foot - y * Reduction;
                return (x + up * layer.Slant / Reduction, (foot - up * layer.Squash) / Reduction);
            },
            (x, y) =>
            {
                var up = FootAt(feet, box, x) - y * Reduction;
                return up < 0 || up > reach ? 0 : 1 - 0.75f * up / reach;
            });
        FillGaps(map, w, h);
        Combine(map, total, w, h, layer.Blur, layer.Strength);
    }

    private static float FootAt(float[] feet, PixelBox box, float x) =>
        feet[Math.Clamp((int)(x * Reduction) - box.Left, 0, feet.Length - 1)];

    private static void Deposit(PixelBox box, byte[] alpha, int w, int h, float[] map,
        Func<float, float, (float X, float Y)> project, Func<float, float, float> weight)
    {
        for (var row = 0; row < box.Height; row += Reduction)
        {
            for (var column = 0; column < box.Width; column += Reduction)
            {
                var solid = alpha[row * box.Width + column];
                if (solid < 40)
                {
                    continue;
                }
                var (x, y) = ((box.Left + column) / (float)Reduction, (box.Top + row) / (float)Reduction);
                var strength = weight(x, y) * solid / 255f;
                var (tx, ty) = project(x, y);
                var (px, py) = ((int)tx, (int)(ty + 0.5f));
                if (strength <= 0 || px < 0 || py < 0 || px >= w || py >= h)
                {
                    continue;
                }
                map[py * w + px] = Math.Max(map[py * w + px], strength);
            }
        }
    }

    private static void FillGaps(float[] map, int w, int h)
    {
        for (var y = 0; y < h; y++)
        {
            for (var x = 1; x < w - 1; x++)
            {
                var at = y * w + x;
                if (map[at] == 0 && map[at - 1] > 0 && map[at + 1] > 0)
                {
                    map[at] = (map[at - 1] + map[at + 1]) / 2;
                }
            }
        }
    }

    private static void Combine(float[] map, float[] total, int w, int h, float blur, float strength)
    {
        // Whole numbers blur many times faster, and a soft shade needs no more steps than the picture has.
        var sharp = Array.ConvertAll(map, value => (byte)(Math.Min(1, value) * 255 + 0.5f));
        var values = ShadowMap.Blurred(sharp, w, h, Math.Max(0.6, blur * w));
        var peak = Math.Max((byte)1, values.Max());
        var kept = new float[256];
        for (var value = 0; value < kept.Length; value++)
        {
            kept[value] = 1 - value / (float)peak * strength;
        }
        for (var at = 0; at < total.Length; at++)
        {
            // Shades multiply: light blocked twice is not blocked more than fully.
            total[at] = 1 - (1 - total[at]) * kept[values[at]];
        }
    }

    /// <summary>
    /// Where each column of the product meets the ground. The foot of a column that ends higher up stands further back on the
    /// floor, yet the floor only rises so fast from one contact to the next: what ends above that line hangs in the air.
    /// </summary>
    private static float[] Feet(byte[] alpha, PixelBox box)
    {
        const float Rise = 0.32f;
        var feet = new float[box.Width];
        for (var column = 0; column < box.Width; column++)
        {
            var row = box.Height - 1;
            while (row > 0 && alpha[row * box.Width + column] < 128)
            {
                row--;
            }
            feet[column] = Math.Max(box.Top + row, box.Top + box.Height * 0.8f);
        }
        for (var column = 1; column < box.Width; column++)
        {
            feet[column] = Math.Max(feet[column], feet[column - 1] - Rise);
        }
        for (var column = box.Width - 2; column >= 0; column--)
        {
            feet[column] = Math.Max(feet[column], feet[column + 1] - Rise);
        }
        return feet;
    }

    private readonly record struct Layering(float Reach, float Squash, float Slant, float Blur, float Strength);
}
