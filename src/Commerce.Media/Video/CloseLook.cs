using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video;

/// <summary>The product large enough to fill a film, and the part of it worth looking at.</summary>
internal static class CloseLook
{
    private const int Cells = 9;

    /// <summary>The sprite, and the busiest part as an offset in film pixels from the sprite's anchor.</summary>
    internal static (Sprite Sprite, (float X, float Y) Focus) Make(ProductCutout cutout, PlacedProduct hero, int width, int height)
    {
        var cover = cutout.Kind == CutoutKind.Framed;
        var (wide, tall) = (width / (double)hero.Box.Width, height / (double)hero.Box.Height);
        var enlarged = cover ? Math.Max(wide, tall) * 1.16 : Math.Clamp(Math.Max(wide, tall) * 1.3, 1.8, 2.3);
        var room = new RoomArea((float)(hero.Box.Width * enlarged / width), (float)(hero.Box.Height * enlarged / height));
        var large = PlacedProduct.Place(cutout with { Kind = CutoutKind.Plain }, room, 0.5, 0.5, width, height);
        var (x, y) = Busiest(large);
        if (cover)
        {
            // The whole frame must stay on the photo wherever the camera goes.
            var (freeX, freeY) = (Math.Max(0, large.Box.Width * 0.93f - width * 1.1f) / 2, Math.Max(0, large.Box.Height * 0.93f - height * 1.04f) / 2);
            (x, y) = (Math.Clamp(x, -freeX, freeX), Math.Clamp(y, -large.Box.Height / 2f - freeY, -large.Box.Height / 2f + freeY));
        }
        return (ProductSprite.Alone(cutout, large), (x, y));
    }

    /// <summary>The middle of the detail, weighted by how much the lightness changes and pulled towards the product's middle.</summary>
    private static (float X, float Y) Busiest(PlacedProduct product)
    {
        var (w, h) = (product.Box.Width, product.Box.Height);
        var busy = new double[Cells * Cells];
        for (var y = 2; y < h - 2; y += 2)
        {
            for (var x = 2; x < w - 2; x += 2)
            {
                var at = (y * w + x) * 4;
                var (right, below) = (at + 8, at + 8 * w);
                if (product.Rgba[at + 3] < 255 || product.Rgba[right + 3] < 255 || below + 3 >= product.Rgba.Length || product.Rgba[below + 3] < 255)
                {
                    continue;
                }
                busy[y * Cells / h * Cells + x * Cells / w] += Math.Abs(product.Rgba[at + 1] - product.Rgba[right + 1]) + Math.Abs(product.Rgba[at + 1] - product.Rgba[below + 1]);
            }
        }
        double sum = 0, across = 0, down = 0;
        for (var cell = 0; cell < busy.Length; cell++)
        {
            var weight = busy[cell] * busy[cell] * busy[cell];
            (sum, across, down) = (sum + weight, across + weight * (cell % Cells + 0.5), down + weight * (cell / Cells + 0.5));
        }
        var (u, v) = sum > 0 ? (across / sum / Cells, down / sum / Cells) : (0.5, 0.5);
        return ((float)(w * (u - 0.5) * 0.7), (float)(h * ((v - 0.5) * 0.7 - 0.5)));
    }
}
