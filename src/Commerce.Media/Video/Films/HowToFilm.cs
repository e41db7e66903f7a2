using System.Globalization;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>Steps with large numerals and a row of marks that fills; the owner's script gives the steps, else the facts are shown one by one.</summary>
internal static class HowToFilm
{
    internal const float Pause = 0.6f;

    /// <exception cref="MediaException">Code <c>how-to-needs-steps</c>.</exception>
    internal static void Refuse(VideoOrder order)
    {
        if (Steps(order).Count < 2)
        {
            throw new MediaException("how-to-needs-steps", "A how-to needs at least two steps. Write them as the script, one sentence for each step, or give the product two selling points, and try again.");
        }
    }

    /// <summary>What each step says.</summary>
    internal static List<string> Steps(VideoOrder order) =>
        string.IsNullOrWhiteSpace(order.Script) ? [.. FilmScript.Lines(order, FilmWords.In(order.Language)).Skip(1)] : FilmScript.Lines(order, FilmWords.In(order.Language));

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var (layout, lines) = (material.Layout, material.Narration!.Lines);
        var shots = new List<Shot> { Opening(material) };
        for (var step = 0; step < lines.Count; step++)
        {
            var length = lines[step].Voice.Seconds + Pause;
            shots.Add(Step(material, step, length) with { Least = length, Says = 0.35f });
        }
        shots.Add(Furniture.Closing(material, calls: false, 1.7f));
        var timed = ShotPlan.Timed(shots, material.Order.Seconds);
        var captions = material.Captions(FilmMaterial.Starts(timed));
        var ink = material.Ink(material.Colours.Paper);
        var words = Furniture.Captions(material, captions, WordArea(layout), ink, 0);
        var (first, last) = (timed[0].Length, timed.Take(timed.Count - 1).Sum(shot => shot.Length));
        return new ShotPlan($"how-to, {lines.Count} steps", timed, [Transition.Push(layout.Height, 0.5f), .. Enumerable.Repeat(Transition.Cut, lines.Count - 1), Transition.Wipe(180, material.Second, layout.Width, layout.Height)], Mood.Bright, 0)
        {
            Captions = captions,
            Over = time => time > first && time < last - 0.3f ? words(time) : Painting.Nothing,
        };
    }

    private static Area WordArea(FilmLayout layout) => layout.Tall ? layout.Share(0.25f, 0.635f, 0.63f, 0.155f) : layout.Wide ? layout.Share(0.06f, 0.44f, 0.36f, 0.42f) : layout.Share(0.24f, 0.735f, 0.7f, 0.21f);

    private static Area Pane(FilmLayout layout) => layout.Tall ? layout.Share(0.07f, 0.2f, 0.86f, 0.405f) : layout.Wide ? layout.Share(0.47f, 0.1f, 0.47f, 0.8f) : layout.Share(0.07f, 0.15f, 0.86f, 0.55f);

    private static Shot Opening(FilmMaterial material)
    {
        var layout = material.Layout;
        var product = material.Piece(material.Product, layout.Product).Moved(time => new Pose(0, 0.2f * (1 - Ease.Out(Ease.Span(time, -0.1f, 0.9f))), 0.95f + 0.02f * time));
        var sheet = layout.Sheet(material.Lean);
        var across = layout.Wide ? 0 : 0.5f;
        var title = KineticText.Set(material.Order.Title, "Bold", layout.Unit * 0.095f, layout.Unit * 0.045f, layout.Words, material.Ink(material.Colours.Brand), across);
        Layer ground = time =>
        {
            var edge = sheet.Edge(layout.SheetShare * Ease.Out(Ease.Span(time, -0.3f, 0.9f)), layout.Width, layout.Height);
            return new Sheet(sheet, edge, 1.2f, material.Brand, layout.Unit * 0.04f, layout.Width);
        };
        return new Shot(2.1f, Layers.Stack(Layers.Fill(material.Stage), product, ground, title.Rise(0.25f)), product) { Least = 1.8f };
    }

    private static Shot Step(FilmMaterial material, int step, float length)
    {
        var (layout, colours, pane) = (material.Layout, material.Colours, Pane(material.Layout));
        var numeral = layout.Tall ? layout.Share(0.07f, 0.635f, 0.16f, 0.11f) : layout.Wide ? layout.Share(0.06f, 0.2f, 0.36f, 0.2f) : layout.Share(0.07f, 0.735f, 0.15f, 0.17f);
        var number = KineticText.Set((step + 1).ToString(CultureInfo.InvariantCulture), "Bold", layout.Unit * 0.22f, layout.Unit * 0.1f, numeral, Strong(colours), 0, 0.1f).Rise(0.02f, length: 0.5f);
        var view = View(material, step, length, pane);
        Layer framed = time => new Window(view(time), pane, layout.Unit * 0.045f);
        return new Shot(length, Layers.Stack(Layers.Fill(material.Paper), framed, Marks(material, step, length), number));
    }

    private static Colour.Rgb Strong(BrandFilmColours colours) => colours.Brand.Contrast(colours.Paper) >= 3 ? colours.Brand : colours.Ink(colours.Paper);

    /// <summary>Inside the pane: the product whole or close, pushed up by the next one.</summary>
    private static Layer View(FilmMaterial material, int step, float length, Area pane)
    {
        var ground = Texture.Premultiplied(step % 2 == 0 ? material.Colours.Stage : material.SecondGround(material.Picture(step + 1)), 1);
        var side = (step & 1) == 0 ? material.Lean : -material.Lean;
        var room = new Area(pane.Left + pane.Width * 0.1f, pane.Top + pane.Height * 0.07f, pane.Width * 0.8f, pane.Height * 0.86f);
        Layer product;
        if (material.Pictures.Count > 1 || step % 3 == 2)
        {
            product = material.Piece(material.Picture(step + 1), room).Moved(time => new Pose(side * 0.1f * (1 - Ease.Out(Ease.Span(time, -0.1f, 0.9f))), 0.3f * (1 - Ease.Out(Ease.Span(time, -0.05f, 0.7f))), 0.97f + 0.015f * time));
        }
        else
        {
            product = material.Close(material.Product, room, time =>
            {
                var path = Ease.Camera(Ease.Span(time, 0, length));
                return new Pose(side * (0.14f - 0.24f * path), (step % 2 == 0 ? 0.12f : -0.04f) - 0.08f * path + 0.4f * (1 - Ease.Out(Ease.Span(time, -0.05f, 0.7f))), 0.8f + 0.1f * path);
            });
        }
        return Layers.Stack(Layers.Fill(ground), product);
    }

    private static Layer Marks(FilmMaterial material, int step, float length)
    {
        var (layout, count, pane) = (material.Layout, material.Narration!.Lines.Count, Pane(material.Layout));
        var (left, wide) = layout.Wide ? (layout.Width * 0.06f, layout.Width * 0.36f) : (pane.Left, layout.Width * (layout.Tall ? 0.8f : 0.86f));
        var y = layout.Tall ? layout.Height * 0.155f : layout.Wide ? layout.Height * 0.12f : layout.Height * 0.09f;
        var radius = layout.Unit * 0.017f;
        var (full, empty) = (Texture.Premultiplied(Strong(material.Colours), 1), Texture.Premultiplied(material.Colours.Paper.Mix(Strong(material.Colours), 0.22f), 1));
        var pitch = (wide - 2 * radius) / Math.Max(1, count);
        var line = new Area(left + radius, y - radius * 0.22f, pitch * count, radius * 0.44f);
        return time => new Stack([
            new RoundedShape(line, 2, empty),
            new RoundedShape(line with { Width = pitch * (step + Ease.Span(time, 0.2f, length)) }, 2, full),
            .. Enumerable.Range(0, count + 1).Select(mark =>
            {
                var grown = radius * (mark == step ? 1 + 0.35f * MathF.Sin(MathF.PI * Ease.Span(time, 0, 0.5f)) : 1);
                return new RoundedShape(new Area(left + radius + mark * pitch - grown, y - grown, 2 * grown, 2 * grown), grown, mark <= step ? full : empty);
            }),
        ]);
    }
}
