using Commerce.Media.Colour;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video;

/// <summary>Makes the product into a sprite anchored at the middle of its foot, with its shadow under it where it needs one.</summary>
internal static class ProductSprite
{
    private static readonly Rgb Shade = new(0.07f, 0.06f, 0.07f);

    /// <summary>The product for a set whose floor already holds its shadow; a framed photo brings its own.</summary>
    /// <returns>The sprite, and where it stands when the camera rests.</returns>
    internal static (Sprite Sprite, PixelBox Box) Make(
        ProductCutout cutout, RoomArea room, double ground, int width, int height, float density, ShadowLook shadow)
    {
        var rest = PlacedProduct.Place(cutout, room, 0.5, ground, width, height);
        var dense = PlacedProduct.Place(cutout, room, 0.5, ground, (int)(width * density), (int)(height * density));
        var sprite = cutout.Kind == CutoutKind.Framed ? WithShadow(cutout, dense, shadow) : Alone(cutout, dense);
        return (sprite with { Density = dense.Box.Width / (float)rest.Box.Width }, rest.Box);
    }

    /// <summary>The product alone.</summary>
    internal static Sprite Alone(ProductCutout cutout, PlacedProduct product)
    {
        var box = product.Box with { Left = 0, Top = 0 };
        return new Sprite(Texture.Clear(box.Width, box.Height).Lay(ProductPixels.Of(cutout, product), box), box.Width / 2f, box.Height);
    }

    /// <summary>The product on its own shadow, one piece.</summary>
    internal static Sprite WithShadow(ProductCutout cutout, PlacedProduct product, ShadowLook look)
    {
        var margin = Math.Max(product.Box.Width, product.Box.Height) / 5;
        var box = new PixelBox(margin, margin, product.Box.Width, product.Box.Height);
        var (width, height) = ((box.Width + 2 * margin) / 4 * 4, (box.Height + 2 * margin) / 4 * 4);
        var map = ShadowCaster.Cast(product with { Box = box }, look, width, height);
        FadeOut(map, width, height, margin / 2);
        return new Sprite(Texture.Clear(width, height).Tint(map, Shade).Lay(ProductPixels.Of(cutout, product), box), margin + box.Width / 2f, margin + box.Height);
    }

    /// <summary>Takes the map to nothing at its rim, so that no straight edge shows.</summary>
    private static void FadeOut(byte[] map, int width, int height, int depth)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var near = Math.Min(Math.Min(x, width - 1 - x), Math.Min(y, height - 1 - y));
                if (near < depth)
                {
                    map[y * width + x] = (byte)(map[y * width + x] * near / depth);
                }
            }
        }
    }
}
