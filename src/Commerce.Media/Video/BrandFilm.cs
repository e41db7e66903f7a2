using System.Buffers;
using System.Runtime.Intrinsics;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;

namespace Commerce.Media.Video;

/// <summary>Four shots in the brand's colours: the product arrives, a close look, the product with its name, the store's name.</summary>
internal sealed class BrandFilm : Film
{
    private const float Seconds = 8;
    private static readonly float[] Cuts = [2.35f, 4.35f, 6.6f];
    private const float WipeLength = 0.72f;
    private const float WipeLag = 0.13f;
    private readonly BrandFilmColours colours;
    private readonly BrandShots shots;
    private readonly Plane[] wipes;

    private BrandFilm(VideoOrder order, BrandFilmColours colours, BrandShots shots) : base(order.Width, order.Height, Seconds)
    {
        (this.colours, this.shots) = (colours, shots);
        var lean = (order.Seed & 1) == 0 ? 14 : -14;
        wipes = [new Plane(180 + lean), new Plane(0 + lean), new Plane(270 + lean / 2f)];
    }

    internal override int PosterFrame => (int)(6.3f * FrameRate);

    internal override string Description => "brand-film, four shots";

    internal static BrandFilm Make(ProductCutout cutout, VideoOrder order)
    {
        var colours = BrandFilmColours.For(order.Palette, ProductLook.Rim(cutout), order.Seed);
        return new BrandFilm(order, colours, BrandShots.Make(cutout, order, colours));
    }

    internal override RowPainter ProductAlone() => shots.HeroProduct(PosterTime - Cuts[1]);

    internal override RowPainter At(float time)
    {
        var shot = Cuts.Count(cut => time >= cut + WipeLength / 2);
        var wipe = Array.FindIndex(Cuts, cut => Math.Abs(time - cut) < WipeLength / 2);
        if (wipe < 0)
        {
            return Shot(shot, time);
        }
        var (before, after) = (Shot(wipe, time), Shot(wipe + 1, time));
        var (plane, colour) = (wipes[wipe], Texture.Premultiplied(wipe == 1 ? colours.Second : colours.Brand, 1));
        var (lead, leadSoft) = Edge(plane, time, Cuts[wipe] - WipeLength / 2);
        var (trail, trailSoft) = Edge(plane, time, Cuts[wipe] - WipeLength / 2 + WipeLag);
        return (y, row) =>
        {
            before(y, row);
            plane.Lay(row, y, lead, leadSoft, colour, Width * 0.05f);
            var next = ArrayPool<Vector128<float>>.Shared.Rent(row.Length);
            var above = next.AsSpan(0, row.Length);
            above.Clear();
            after(y, above);
            plane.Reveal(row, above, y, trail, trailSoft);
            ArrayPool<Vector128<float>>.Shared.Return(next);
        };
    }

    private RowPainter Shot(int shot, float time) => shot switch
    {
        0 => shots.Arrival(time),
        1 => shots.Detail(time - Cuts[0]),
        2 => shots.Hero(time - Cuts[1]),
        _ => shots.Closing(time - Cuts[2]),
    };

    private (float Edge, float Soft) Edge(Plane plane, float time, float start)
    {
        const float Shutter = 0.5f / FrameRate;
        var length = WipeLength - WipeLag;
        var (now, then) = (Ease.Both(Ease.Span(time, start, length)), Ease.Both(Ease.Span(time + Shutter, start, length)));
        var (from, to) = (plane.Edge(now * 1.1f - 0.05f, Width, Height), plane.Edge(then * 1.1f - 0.05f, Width, Height));
        return ((from + to) / 2, Math.Max(1.2f, to - from));
    }
}
