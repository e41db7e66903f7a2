using System.Runtime.Intrinsics;
using Commerce.Media.Captions;
using Commerce.Media.Colour;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Speech;

namespace Commerce.Media.Video.Films;

/// <summary>Everything a film is made from.</summary>
/// <param name="Order">What is wanted.</param>
/// <param name="Pictures">The product's pictures, the source first.</param>
/// <param name="Narration">What is said; null for films without words spoken.</param>
internal sealed record FilmMaterial(VideoOrder Order, IReadOnlyList<ProductCutout> Pictures, Narration? Narration)
{
    internal ProductCutout Product => Pictures[0];

    internal FilmLayout Layout { get; } = new(Order);

    internal FilmWords Words { get; } = FilmWords.In(Order.Language);

    internal BrandFilmColours Colours { get; } = BrandFilmColours.For(Order.Palette, ProductLook.Rim(Pictures[0]), Order.Seed);

    internal float Lean => (Order.Seed & 1) == 0 ? 1 : -1;

    internal Vector128<float> Brand => Texture.Premultiplied(Colours.Brand, 1);

    internal Vector128<float> Second => Texture.Premultiplied(Colours.Second, 1);

    internal Vector128<float> Stage => Texture.Premultiplied(Colours.Stage, 1);

    internal Vector128<float> Paper => Texture.Premultiplied(Colours.Paper, 1);

    internal List<string> Facts => FilmScript.Facts(Order);

    /// <summary>The name a film closes on: the store's, else the maker's, else the product's.</summary>
    internal string Signature => new[] { Order.StoreName, Order.Vendor, Order.Title }.First(text => !string.IsNullOrWhiteSpace(text))!.Trim();

    internal Rgb Ink(Rgb ground) => Colours.Ink(ground);

    /// <summary>The second colour as a ground for a picture; paper where the product would vanish on it.</summary>
    internal Rgb SecondGround(ProductCutout cutout) =>
        Colours.Second.Oklab.Distance(ProductLook.Rim(cutout)) >= 0.2f ? Colours.Second : Colours.Paper;

    /// <summary>The picture for the shot of a number, in turn.</summary>
    internal ProductCutout Picture(int shot) => Pictures[shot % Pictures.Count];

    internal ProductPiece Piece(ProductCutout cutout, Area area) => ProductPiece.In(cutout, area, Order);

    /// <summary>A part of the product that fills the film around a point, for the camera to pass over.</summary>
    internal Layer Close(ProductCutout cutout, Area area, Func<float, Pose> pose)
    {
        var room = new Scenes.RoomArea(area.Width / Order.Width, area.Height / Order.Height);
        var placed = PlacedProduct.Place(cutout with { Touches = PictureSides.None }, room, 0.5, 0.7, Order.Width, Order.Height);
        // A photo must reach the film's edges although it is looked at off the middle.
        var (wide, tall) = (2 * Math.Max(area.MiddleX, Order.Width - area.MiddleX), 2 * Math.Max(area.MiddleY, Order.Height - area.MiddleY));
        var (sprite, focus) = CloseLook.Make(cutout with { Touches = PictureSides.None }, placed, (int)wide, (int)tall);
        return time =>
        {
            var now = pose(time);
            var (x, y) = (area.MiddleX + now.Across * area.Width, area.MiddleY + now.Down * area.Height);
            return sprite.At(x - focus.X * now.Scale, y - focus.Y * now.Scale, now.Scale, now.Seen);
        };
    }

    /// <summary>Captions for the narration when its sentences begin at these times.</summary>
    internal List<Caption> Captions(IReadOnlyList<float> starts) => Narration!.Captions(starts, Layout.Wide ? 44 : 36);

    /// <summary>Where sentences begin when shots follow each other.</summary>
    internal static List<float> Starts(IReadOnlyList<Shot> shots)
    {
        var (starts, at) = (new List<float>(), 0f);
        foreach (var shot in shots)
        {
            if (shot.Says is { } says)
            {
                starts.Add(at + says);
            }
            at += shot.Length;
        }
        return starts;
    }
}
