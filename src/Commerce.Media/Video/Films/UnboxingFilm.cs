using Commerce.Media.Colour;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>A parcel in the brand's colours arrives, its lid lifts, the product rises out; then what is known of it, point by point.</summary>
internal static class UnboxingFilm
{
    private const int MostFacts = 3;

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var layout = material.Layout;
        var facts = material.Facts.Take(MostFacts).ToList();
        var shots = new List<Shot> { Opening(material), Contents(material, facts), Furniture.Closing(material, calls: false) };
        return new ShotPlan($"unboxing, {facts.Count} facts", ShotPlan.Timed(shots, material.Order.Seconds),
            [Transition.Push(layout.Height, 0.5f), Transition.Wipe(180 + 12 * material.Lean, material.Second, layout.Width, layout.Height)], Mood.Bright, 1) { PosterMoment = 0.82f };
    }

    private static Shot Opening(FilmMaterial material)
    {
        var (layout, colours) = (material.Layout, material.Colours);
        var wide = layout.Tall ? layout.Width * 0.72f : layout.Unit * 0.78f;
        var tall = wide * (layout.Tall ? 0.62f : 0.44f);
        var floor = layout.Height * (layout.Tall ? 0.74f : 0.91f);
        var box = new Area((layout.Width - wide) / 2, floor - tall, wide, tall);
        var room = new Area(box.Left + wide * 0.1f, layout.Height * (layout.Tall ? 0.2f : 0.06f), wide * 0.8f, box.Top + tall * 0.12f - layout.Height * (layout.Tall ? 0.2f : 0.06f));
        var piece = material.Piece(material.Product, room);
        var hidden = (box.Bottom - room.Top + layout.Height * 0.02f) / piece.Height;
        var product = piece.Moved(time =>
        {
            var risen = Ease.Out(Ease.Span(time, 1.75f, 1.15f));
            return new Pose(0, Math.Min(hidden, 1.05f) * (1 - risen) + 0.06f * risen, 0.9f + 0.06f * risen + 0.008f * time);
        });
        var (front, inside) = (Texture.Premultiplied(colours.Brand, 1), Texture.Premultiplied((colours.Brand.Oklab with { L = colours.Brand.Oklab.L * 0.55f }).ToRgb(), 1));
        var edge = Texture.Premultiplied((colours.Brand.Oklab with { L = Math.Min(0.95f, colours.Brand.Oklab.L * 1.08f + 0.02f) }).ToRgb(), 1);
        var tape = Texture.Premultiplied(colours.Second, 1);
        var name = KineticText.Set(material.Signature, "Bold", wide * 0.1f, wide * 0.05f, new Area(box.Left + wide * 0.08f, box.Top + tall * 0.42f, wide * 0.84f, tall * 0.4f), material.Ink(colours.Brand), 0.5f).Rise(0.4f);
        var lidTall = tall * 0.2f;
        Layer scene = time =>
        {
            var landed = Bounce(Ease.Span(time, -0.3f, 0.75f));
            var fall = (1 - landed) * -(floor + layout.Height * 0.05f);
            var lifted = Ease.Both(Ease.Span(time, 1.2f, 0.8f));
            var peeled = Ease.Both(Ease.Span(time, 0.85f, 0.45f));
            var lid = new Area(box.Left - wide * 0.025f, box.Top - lidTall * 0.25f + fall - lifted * (floor + lidTall), wide * 1.05f, lidTall);
            var body = box with { Top = box.Top + fall };
            var shade = new Area(box.Left + wide * 0.04f, floor - layout.Unit * 0.012f, wide * 0.92f, layout.Unit * 0.03f);
            return new Stack(
                new RoundedShape(shade, layout.Unit * 0.015f, inside, 0.28f * landed),
                new RoundedShape(body with { Height = tall * 0.3f }, wide * 0.012f, inside),
                time > 1.7f ? new Part(product(time), Columns.All, float.MinValue, body.Bottom - tall * 0.1f) : Painting.Nothing,
                new RoundedShape(body with { Top = body.Top + tall * 0.1f, Height = tall * 0.9f }, wide * 0.012f, front),
                new RoundedShape(new Area(body.Left, body.Top + tall * 0.1f, wide, Math.Max(2, tall * 0.012f)), 0, edge),
                name(time),
                new RoundedShape(lid, wide * 0.012f, edge),
                new RoundedShape(new Area(body.MiddleX - wide * 0.06f, lid.Top, wide * 0.12f, (lidTall + tall * 0.14f) * (1 - peeled)), 0, tape));
        };
        var ground = new Plane(270 + 2 * material.Lean);
        var level = ground.Edge(layout.Tall ? 0.335f : 0.2f, layout.Width, layout.Height);
        var back = new Stack(new Flat(material.Paper), new Sheet(ground, level, 1.2f, material.Stage, layout.Unit * 0.03f, layout.Width));
        return new Shot(3.7f, Layers.Stack(_ => back, scene)) { Least = 3.4f };
    }

    /// <summary>Falls, and settles after one small jump.</summary>
    private static float Bounce(float t) => t < 0.62f ? t * t / 0.3844f : 1 - 0.05f * MathF.Sin((t - 0.62f) / 0.38f * MathF.PI);

    private static Shot Contents(FilmMaterial material, List<string> facts)
    {
        var (layout, colours) = (material.Layout, material.Colours);
        var ink = material.Ink(colours.Stage);
        var room = layout.Tall ? layout.Share(0.12f, 0.262f, 0.74f, 0.275f) : layout.Wide ? layout.Share(0.56f, 0.14f, 0.37f, 0.7f) : layout.Share(0.2f, 0.18f, 0.6f, 0.38f);
        var product = material.Piece(material.Picture(1), room).Moved(time => new Pose(0, 0.06f * (1 - Ease.Out(Ease.Span(time, -0.3f, 1))), 0.96f + 0.012f * Math.Min(time, 5)));
        var head = layout.Tall ? layout.Share(0.07f, 0.125f, 0.81f, 0.125f) : layout.Wide ? layout.Share(0.06f, 0.09f, 0.44f, 0.27f) : layout.Share(0.07f, 0.06f, 0.86f, 0.11f);
        var list = layout.Tall ? layout.Share(0.07f, 0.555f, 0.81f, 0.24f) : layout.Wide ? layout.Share(0.06f, 0.4f, 0.44f, 0.5f) : layout.Share(0.07f, 0.6f, 0.86f, 0.34f);
        var small = KineticText.Set(material.Words.InTheBox, "Semi-Bold", layout.Unit * 0.045f, layout.Unit * 0.03f, head with { Height = layout.Unit * 0.05f }, Readable(colours), 0, 0, -0.01);
        var title = KineticText.Set(material.Order.Title, "Bold", layout.Unit * 0.07f, layout.Unit * 0.04f, head with { Top = head.Top + layout.Unit * 0.06f, Height = head.Height - layout.Unit * 0.06f }, ink, 0, 0);
        var layers = new List<Layer> { Back(material), product, small.Rise(0.15f), title.Rise(0.25f) };
        var begins = 0.7f;
        for (var at = 0; at < facts.Count; at++)
        {
            var ends = begins + Reading(facts[at]);
            layers.AddRange(Point(material, at, facts[at], list, ink, begins, at == facts.Count - 1 ? float.MaxValue : ends));
            begins = ends + 0.2f;
        }
        return new Shot(Math.Max(3, begins + 0.5f), Layers.Stack([.. layers]), product) { Least = Math.Max(2.4f, begins) };
    }

    /// <summary>Seconds a fact is shown: as long as it takes to read.</summary>
    private static float Reading(string fact) => Math.Clamp(0.9f + fact.Length * 0.028f, 1.6f, 4.5f);

    private static Rgb Readable(BrandFilmColours colours) => colours.Brand.Contrast(colours.Stage) >= 4.5f ? colours.Brand : colours.Ink(colours.Stage);

    private static Layer Back(FilmMaterial material)
    {
        var layout = material.Layout;
        var corner = new Plane(material.Lean > 0 ? -28 : 208);
        return time =>
        {
            var edge = corner.Edge(0.2f + 0.012f * time, layout.Width, layout.Height);
            return new Stack(new Flat(material.Stage), new Sheet(corner, edge, 1.2f, material.Paper, layout.Unit * 0.03f, layout.Width));
        };
    }

    /// <summary>One fact in large letters under a row of ticks, one more drawn with each fact.</summary>
    private static Layer[] Point(FilmMaterial material, int at, string fact, Area list, Rgb ink, float start, float leave)
    {
        var unit = material.Layout.Unit;
        var size = unit * 0.036f;
        var words = new Area(list.Left, list.Top + size * 2.7f, list.Width, list.Height - size * 2.7f);
        var text = KineticText.Set(fact, "Semi-Bold", unit * 0.078f, unit * 0.041f, words, ink, 0, 0, -0.015).Rise(start + 0.1f, leave);
        var (brand, white) = (material.Brand, Texture.Premultiplied(material.Ink(material.Colours.Brand), 1));
        var (x, y) = (list.Left + size + at * size * 2.6f, list.Top + size);
        Layer tick = time =>
        {
            var grown = Ease.Out(Ease.Span(time, start, 0.4f));
            var drawn = Ease.Span(time, start + 0.15f, 0.3f);
            return new Stack(
                new RoundedShape(new Area(x - size * grown, y - size * grown, 2 * size * grown, 2 * size * grown), size, brand),
                new LineShape(x - size * 0.42f, y + size * 0.02f, x - size * 0.1f, y + size * 0.34f, size * 0.17f, white, Math.Min(1, drawn * 3)),
                new LineShape(x - size * 0.1f, y + size * 0.34f, x + size * 0.46f, y - size * 0.32f, size * 0.17f, white, Math.Max(0, drawn * 1.5f - 0.5f)));
        };
        return [tick, text];
    }
}
