using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video.Films;

/// <summary>The product made to stand in an area, with its shadow; a photo is a card in the area's middle.</summary>
/// <param name="Sprite">Anchored at the middle of its foot.</param>
/// <param name="X">Where the anchor rests.</param>
/// <param name="Foot">Where the anchor rests.</param>
/// <param name="Width">Pixels at rest.</param>
/// <param name="Height">Pixels at rest.</param>
internal sealed record ProductPiece(Sprite Sprite, float X, float Foot, float Width, float Height)
{
    private static readonly ShadowLook Shadow = new(0.62f, 0.42f, 0.24f, 0.35f, 0.16f, 0.024f);

    internal static ProductPiece In(ProductCutout cutout, Area area, VideoOrder order)
    {
        var room = new RoomArea(area.Width / order.Width, area.Height / order.Height);
        var placed = PlacedProduct.Place(cutout with { Touches = PictureSides.None }, room, 0.5, 0.7, order.Width, order.Height);
        var foot = cutout.Kind == CutoutKind.Framed ? area.MiddleY + placed.Box.Height / 2f : area.Bottom - Math.Max(0, area.Height - placed.Box.Height) * 0.22f;
        return new ProductPiece(ProductSprite.WithShadow(cutout, placed, Shadow), area.MiddleX, foot, placed.Box.Width, placed.Box.Height);
    }

    /// <summary>The piece moving; a move gives shares of its own size sideways and down, and an enlargement.</summary>
    internal Layer Moved(Func<float, Pose> pose) => time =>
    {
        var now = pose(time);
        var (x, y) = (X + now.Across * Width, Foot + now.Down * Height + (now.Scale - 1) * Height * 0.5f);
        return Sprite.At(x, y, now.Scale, now.Seen, now.Squeeze);
    };
}
