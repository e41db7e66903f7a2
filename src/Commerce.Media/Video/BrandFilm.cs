using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Video.Films;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video;

/// <summary>Four shots in the brand's colours: the product arrives, a close look, the product with its name, the store's name.</summary>
internal static class BrandFilm
{
    internal static ShotPlan Plan(ProductCutout cutout, VideoOrder order)
    {
        var colours = BrandFilmColours.For(order.Palette, ProductLook.Rim(cutout), order.Seed);
        var shots = BrandShots.Make(cutout, order, colours);
        var lean = (order.Seed & 1) == 0 ? 14 : -14;
        var (brand, second) = (Texture.Premultiplied(colours.Brand, 1), Texture.Premultiplied(colours.Second, 1));
        return new ShotPlan("brand-film, four shots",
            ShotPlan.Timed([new Shot(2.35f, shots.Arrival), new Shot(2, shots.Detail), new Shot(2.25f, shots.Hero, shots.HeroProduct), new Shot(1.4f, shots.Closing)], order.Seconds),
            [
                Transition.Wipe(180 + lean, brand, order.Width, order.Height), Transition.Wipe(0 + lean, second, order.Width, order.Height),
                Transition.Wipe(270 + lean / 2f, brand, order.Width, order.Height),
            ],
            Mood.Bright, 2) { PosterMoment = 0.86f };
    }
}
