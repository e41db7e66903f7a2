using Commerce.Media.Colour;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video;

/// <summary>The still set of a scene film, wider than the film so that the camera can travel, and the light thrown on it.</summary>
internal static class SceneBackdrop
{
    private const double Margin = 0.09;

    /// <summary>Wall and floor with the standing product's shadow painted on them, so that it lies where the floor lies.</summary>
    internal static Texture Paint(ProductCutout cutout, SceneSet set, SceneColours colours, VideoOrder order)
    {
        var width = Wide(order);
        var canvas = BackdropPainter.Paint(set with { Pattern = null }, colours, width, order.Height, order.Seed);
        var product = PlacedProduct.Place(cutout, set.Room, 0.5, set.Ground, order.Width, order.Height);
        if (cutout.Kind != CutoutKind.Framed && !cutout.Touches.HasFlag(PictureSides.Bottom))
        {
            var shifted = product with { Box = product.Box with { Left = product.Box.Left + (width - order.Width) / 2 } };
            var floor = colours.Floor.Oklab;
            canvas.Shade(ShadowCaster.Cast(shifted, set.Shadow, width, order.Height), new Oklab(0.16f, floor.A * 0.5f, floor.B * 0.5f).ToRgb());
        }
        return Texture.FromRgb(canvas.Pixels, width, order.Height);
    }

    /// <summary>What the light passes through, at a quarter of the size; it is soft throughout.</summary>
    internal static Texture? Light(SceneSet set, VideoOrder order)
    {
        if (set.Pattern is null)
        {
            return null;
        }
        var (width, height) = (Wide(order) / 4, order.Height / 4);
        using var pattern = LightPattern.Render(set.Pattern, width, height, order.Seed);
        using var two = pattern.Join(pattern);
        using var three = two.Join(pattern);
        return Texture.FromRgb(three.ToBytes(), width, height);
    }

    private static int Wide(VideoOrder order) => (order.Width + (int)(2 * Margin * Math.Min(order.Width, order.Height))) / 4 * 4;
}
