using System.Runtime.Intrinsics;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>
/// Two of the product's own pictures: a slider passes between them in one place, then they stand side by side. With one
/// picture the product stands beside a close look, each with a fact.
/// </summary>
internal static class ComparisonFilm
{
    private static readonly string[] Between = [" vs. ", " vs ", " / ", " | "];

    /// <exception cref="MediaException">Code <c>comparison-needs-two</c>.</exception>
    internal static void Refuse(VideoOrder order)
    {
        if (order.MorePictures.Count == 0 && FilmScript.Facts(order).Count < 2)
        {
            throw new MediaException("comparison-needs-two", "A comparison needs a second picture of the product, or two selling points to set against each other. Add one to the product and try again.");
        }
    }

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var layout = material.Layout;
        var two = material.Pictures.Count > 1;
        List<Shot> shots = two ? [Slider(material), Beside(material, true), Furniture.Closing(material, calls: false)] : [Named(material), Beside(material, false), Furniture.Closing(material, calls: false)];
        return new ShotPlan(two ? "comparison, two pictures" : "comparison, two facts", ShotPlan.Timed(shots, material.Order.Seconds),
            [Transition.Push(layout.Height, 0.55f), Transition.Wipe(270 + 8 * material.Lean, material.Second, layout.Width, layout.Height)], Mood.Bright, 0) { PosterMoment = two ? 0.16f : 0.8f };
    }

    /// <summary>What the two sides are called: the owner's own two words, or numbers, which claim nothing.</summary>
    internal static (string First, string Second) Labels(VideoOrder order)
    {
        foreach (var between in Between)
        {
            if (order.Wish?.Split(between, StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= 28 } first, { Length: > 0 and <= 28 } second])
            {
                return (first, second);
            }
        }
        return ("1", "2");
    }

    /// <summary>The two shortest facts, as they can be read the largest, in their own order.</summary>
    private static (string First, string Second) TwoFacts(List<string> facts)
    {
        var two = facts.Index().OrderBy(fact => fact.Item.Length).Take(2).OrderBy(fact => fact.Index).ToList();
        return (two[0].Item, two[1].Item);
    }

    private static Shot Slider(FilmMaterial material)
    {
        var layout = material.Layout;
        var area = layout.Tall ? layout.Share(0.08f, 0.27f, 0.84f, 0.47f) : layout.Wide ? layout.Share(0.25f, 0.24f, 0.5f, 0.64f) : layout.Share(0.13f, 0.22f, 0.74f, 0.64f);
        var (first, second) = (material.Piece(material.Product, area), material.Piece(material.Pictures[1], area));
        Func<float, Pose> pose = time => new Pose(0, 0.25f * (1 - Ease.Out(Ease.Span(time, -0.1f, 0.9f))), 0.97f + 0.01f * time);
        var ground = material.SecondGround(material.Pictures[1]);
        var (one, other) = (Layers.Stack(Layers.Fill(material.Stage), first.Moved(pose)), Layers.Stack(Layers.Fill(Texture.Premultiplied(ground, 1)), second.Moved(pose)));
        var title = Title(material, material.Ink(material.Colours.Stage));
        var titleOver = Title(material, material.Ink(ground));
        var (left, right) = (Layers.Stack(one, title), Layers.Stack(other, titleOver));
        var (white, ink) = (Vector128.Create(255f), Texture.Premultiplied(material.Colours.Ink(new(1, 1, 1)), 1));
        Layer slider = time =>
        {
            var sweep = Ease.Both(Ease.Span(time, 1.5f, 1.1f)) * 1.16f - Ease.Both(Ease.Span(time, 3.1f, 0.9f)) * 0.58f;
            var edge = layout.Width * (1.08f - sweep);
            var (cut, line, knob) = (Math.Clamp((int)edge, 0, layout.Width), layout.Unit * 0.006f, layout.Unit * 0.045f);
            return new Stack(
                new Part(left(time), new Columns(0, cut)),
                new Part(right(time), new Columns(cut, layout.Width)),
                new RoundedShape(new Area(edge - line / 2, -1, line, layout.Height + 2), 0, white),
                new RoundedShape(new Area(edge - knob, area.MiddleY - knob, knob * 2, knob * 2), knob, white),
                new RoundedShape(new Area(edge - knob * 0.32f, area.MiddleY - knob * 0.35f, knob * 0.12f, knob * 0.7f), 0, ink),
                new RoundedShape(new Area(edge + knob * 0.2f, area.MiddleY - knob * 0.35f, knob * 0.12f, knob * 0.7f), 0, ink));
        };
        return new Shot(4.6f, slider, first.Moved(pose));
    }

    private static KineticText TitleText(FilmMaterial material, Colour.Rgb ink) =>
        KineticText.Set(material.Order.Title, "Bold", material.Layout.Unit * 0.075f, material.Layout.Unit * 0.042f, TitleArea(material.Layout), ink, 0.5f, 0);

    private static Area TitleArea(FilmLayout layout) => layout.Tall ? layout.Share(0.1f, 0.14f, 0.76f, 0.11f) : layout.Share(0.08f, 0.07f, 0.84f, 0.14f);

    private static Layer Title(FilmMaterial material, Colour.Rgb ink) => TitleText(material, ink).Rise(0.2f);

    private static Shot Named(FilmMaterial material)
    {
        var layout = material.Layout;
        var area = layout.Tall ? layout.Share(0.08f, 0.27f, 0.84f, 0.47f) : layout.Share(0.15f, 0.24f, 0.7f, 0.64f);
        var product = material.Piece(material.Product, area).Moved(time => new Pose(0, 0.3f * (1 - Ease.Out(Ease.Span(time, -0.1f, 1))), 0.95f + 0.02f * time));
        return new Shot(2.4f, Layers.Stack(Layers.Fill(material.Stage), product, Title(material, material.Ink(material.Colours.Stage))), product);
    }

    /// <summary>Both halves slide in and meet.</summary>
    private static Shot Beside(FilmMaterial material, bool two)
    {
        var layout = material.Layout;
        var (first, second) = layout.Tall
            ? (layout.Share(0, 0, 1, 0.5f), layout.Share(0, 0.5f, 1, 0.5f))
            : (layout.Share(0, 0, 0.5f, 1), layout.Share(0.5f, 0, 0.5f, 1));
        var (one, other) = two ? Labels(material.Order) : TwoFacts(material.Facts);
        var (left, right) = (Half(material, first, true, one, two), Half(material, second, false, other, two));
        var seam = layout.Unit * 0.006f;
        var middle = (int)first.Right;
        Layer both = time => layout.Tall
            ? new Stack(new Part(left(time), Columns.All, bottom: first.Height), new Part(right(time), Columns.All, top: first.Height))
            : new Stack(
                new Part(left(time), new Columns(0, middle)),
                new Part(right(time), new Columns(middle, layout.Width)),
                new RoundedShape(new Area(first.Right - seam / 2, -1, seam, layout.Height + 2), 0, material.Paper));
        return new Shot(two ? 3.6f : 4.6f, both);
    }

    private static Layer Half(FilmMaterial material, Area half, bool first, string label, bool two)
    {
        var (layout, colours) = (material.Layout, material.Colours);
        var ground = first ? colours.Stage : material.SecondGround(two ? material.Pictures[1] : material.Product);
        var words = layout.Tall
            ? new Area(layout.Width * 0.07f, first ? layout.Height * 0.13f : layout.Height * 0.535f, layout.Width * 0.8f, layout.Height * (two ? 0.05f : 0.115f))
            : new Area(half.Left + half.Width * 0.08f, layout.Height * 0.08f, half.Width * 0.84f, layout.Height * (two ? 0.09f : 0.22f));
        var room = layout.Tall
            ? new Area(layout.Width * 0.12f, words.Bottom + layout.Height * 0.01f, layout.Width * 0.74f, (first ? half.Bottom - layout.Height * 0.025f : layout.Height * 0.86f) - words.Bottom - layout.Height * 0.01f)
            : new Area(half.Left + half.Width * 0.1f, words.Bottom + layout.Height * 0.03f, half.Width * 0.8f, layout.Height * 0.9f - words.Bottom - layout.Height * 0.03f);
        var text = KineticText.Set(label, "Bold", layout.Unit * (two ? 0.08f : 0.066f), layout.Unit * (layout.Tall ? 0.038f : 0.033f), words, material.Ink(ground), 0.5f, 0.5f).Rise(first ? 0.45f : 0.75f);
        var side = first ? -1 : 1;
        Func<float, Pose> pose = time => new Pose(side * 0.8f * (1 - Ease.Out(Ease.Span(time, first ? -0.05f : 0.1f, 0.9f))), 0, 0.96f + 0.012f * time);
        var product = two || first
            ? material.Piece(two && !first ? material.Pictures[1] : material.Product, room).Moved(pose)
            : material.Close(material.Product, room, time => new Pose(0.04f - 0.03f * time, 0, 0.9f + 0.02f * time));
        return Layers.Stack(Layers.Fill(Texture.Premultiplied(ground, 1)), two || first ? product : Below(product, words.Bottom + layout.Unit * 0.02f), text);
    }

    /// <summary>A close look ends where the words above it begin.</summary>
    private static Layer Below(Layer layer, float top) => time => new Part(layer(time), Columns.All, top);
}
