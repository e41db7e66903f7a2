using System.Runtime.Intrinsics;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;

namespace Commerce.Media.Video;

/// <summary>The shots of a brand film; each paints itself at a time counted from its own beginning, which may be before it.</summary>
internal sealed class BrandShots
{
    private static readonly ShadowLook Shadow = new(0.62f, 0.42f, 0.24f, 0.35f, 0.16f, 0.024f);
    private readonly int width;
    private readonly int height;
    private readonly bool framed;
    private readonly float lean;
    private readonly Sprite product;
    private readonly Sprite close;
    private readonly (float X, float Y) focus;
    private readonly BrandTexts texts;
    private readonly Vector128<float> brand;
    private readonly Vector128<float> second;
    private readonly Vector128<float> stage;
    private readonly Vector128<float> paper;

    private BrandShots(VideoOrder order, BrandFilmColours colours, ProductCutout cutout, PlacedProduct placed, Sprite close, (float, float) focus)
    {
        (width, height, framed) = (order.Width, order.Height, placed.Kind == CutoutKind.Framed);
        lean = (order.Seed & 1) == 0 ? 1 : -1;
        product = ProductSprite.WithShadow(cutout, placed, Shadow);
        (this.close, this.focus) = (close, focus);
        texts = BrandTexts.Set(order, colours);
        (brand, second, stage, paper) = (Texture.Premultiplied(colours.Brand, 1), Texture.Premultiplied(colours.Second, 1),
            Texture.Premultiplied(colours.Stage, 1), Texture.Premultiplied(colours.Paper, 1));
    }

    private bool Tall => height > width * 1.2;

    private float Foot => height * (framed ? Tall ? 0.62f : 0.65f : Tall ? 0.645f : 0.69f);

    internal static BrandShots Make(ProductCutout cutout, VideoOrder order, BrandFilmColours colours)
    {
        var tall = order.Height > order.Width * 1.2;
        var room = tall ? new RoomArea(0.8f, 0.5f) : new RoomArea(0.7f, 0.57f);
        var placed = PlacedProduct.Place(cutout, room, 0.5, 0.7, order.Width, order.Height);
        var (close, focus) = CloseLook.Make(cutout, placed, order.Width, order.Height);
        return new BrandShots(order, colours, cutout, placed, close, focus);
    }

    /// <summary>Sheets of colour slide in, the product comes to stand before them.</summary>
    internal Painting Arrival(float time)
    {
        var right = new Plane(lean > 0 ? 196 : -16);
        var low = new Plane(lean > 0 ? -62 : 242);
        var drift = time * 0.012f;
        var (first, firstSoft) = Moving(right, time, -0.35f, 1.05f, 0, 0.6f, drift);
        var (last, lastSoft) = Moving(low, time, -0.2f, 1.15f, 0, 0.27f, drift);
        var arrive = Ease.Out(Ease.Span(time, -0.12f, 1.05f));
        var scale = 0.9f + 0.05f * arrive + time * 0.018f;
        var place = height * (framed ? 0.78f : 0.8f) + (1 - arrive) * height * 0.75f;
        return new Stack(
            new Flat(paper),
            new Sheet(right, first, firstSoft, stage, width * 0.05f, width),
            new Sheet(low, last, lastSoft, brand, width * 0.05f, width),
            product.At(width / 2f, place, scale));
    }

    /// <summary>A part of the real picture fills the film while the camera passes over it.</summary>
    internal Painting Detail(float time)
    {
        var scale = 0.93f + 0.04f * time / 2;
        var travel = (time - 1) * 0.05f;
        var (x, y0) = (width * (0.5f + travel * lean), height * (0.5f + travel * 0.4f));
        var corner = new Plane(lean > 0 ? 118 : 62);
        var edge = corner.Edge(0.3f + 0.012f * time, width, height);
        return new Stack(
            new Flat(stage),
            new Sheet(corner, edge, 1.2f, second, width * 0.05f, width),
            close.At(x - focus.X * scale, y0 - focus.Y * scale, scale));
    }

    /// <summary>The product on the brand's colour with its name.</summary>
    internal Painting Hero(float time)
    {
        var ground = new Plane(270 + 3.5f * lean);
        var (edge, soft) = Moving(ground, time, -0.35f, 1.1f, 0.12f, Tall ? 0.41f : 0.365f, 0);
        var (x, scale) = HeroPlace(time);
        return new Stack(
            new Flat(stage),
            new Sheet(ground, edge, soft, brand, width * 0.045f, width),
            product.At(x, Foot, scale),
            texts.Title(time));
    }

    /// <summary>The product of the hero shot alone.</summary>
    internal Painting HeroProduct(float time)
    {
        var (x, scale) = HeroPlace(time);
        return product.At(x, Foot, scale);
    }

    /// <summary>The store's name.</summary>
    internal Painting Closing(float time)
    {
        var corner = new Plane(lean > 0 ? -58 : 238);
        var (edge, soft) = Moving(corner, time, -0.1f, 1.2f, 0.02f, 0.24f, 0);
        return new Stack(new Flat(brand), new Sheet(corner, edge, soft, second, width * 0.05f, width), texts.Closing(time));
    }

    private (float X, float Scale) HeroPlace(float time) =>
        (width * (0.5f + 0.05f * lean * (1 - Ease.Out(Ease.Span(time, -0.35f, 1.3f)))), 0.97f + 0.018f * Math.Clamp(time, -0.5f, 3));

    private (float Edge, float Soft) Moving(Plane plane, float time, float start, float length, float from, float to, float drift)
    {
        const float Shutter = 0.5f / Film.FrameRate;
        var (now, then) = (Ease.Out(Ease.Span(time, start, length)), Ease.Out(Ease.Span(time + Shutter, start, length)));
        var (one, two) = (plane.Edge(from + (to - from) * now + drift, width, height), plane.Edge(from + (to - from) * then + drift, width, height));
        return ((one + two) / 2, Math.Max(1.2f, two - one));
    }
}
