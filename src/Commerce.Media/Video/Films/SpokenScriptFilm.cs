using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>A voice reads the script while its words stand large on the brand's colour and the product is seen whole and close.</summary>
internal static class SpokenScriptFilm
{
    internal const float Pause = 0.32f;

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var (layout, lines) = (material.Layout, material.Narration!.Lines);
        var shots = new List<Shot>();
        for (var line = 0; line < lines.Count; line++)
        {
            var length = lines[line].Voice.Seconds + Pause + (line == 0 ? 0.25f : 0);
            shots.Add(Shot(material, line, length) with { Least = length, Says = line == 0 ? 0.4f : 0.15f });
        }
        shots.Add(Furniture.Closing(material, calls: true));
        var timed = ShotPlan.Timed(shots, material.Order.Seconds);
        var closing = timed.Take(timed.Count - 1).Sum(shot => shot.Length);
        var captions = material.Captions(FilmMaterial.Starts(timed));
        var ink = material.Ink(material.Colours.Brand);
        var words = Furniture.Captions(material, captions, layout.Words, ink, layout.Wide ? 0 : 0.5f);
        var lean = material.Lean;
        return new ShotPlan($"spoken-script, {lines.Count} sentences", timed,
            [Transition.Wipe(180 + 12 * lean, material.Second, layout.Width, layout.Height, 0.6f), Transition.Wipe(12 * lean, material.Stage, layout.Width, layout.Height, 0.6f)], Mood.Bright, 0)
        {
            Captions = captions,
            Over = Layers.Stack(Sheet(material, closing), time => time < closing - 0.3f ? words(time) : Painting.Nothing),
        };
    }

    private static Shot Shot(FilmMaterial material, int line, float length)
    {
        var (layout, side) = (material.Layout, (line & 1) == 0 ? material.Lean : -material.Lean);
        var ground = new Plane(side > 0 ? 204 : -24);
        Layer back = time =>
        {
            var edge = ground.Edge(0.3f + 0.12f * Ease.Out(Ease.Span(time, -0.3f, 1.4f)) + 0.012f * time, layout.Width, layout.Height);
            return new Stack(
                new Flat(line % 2 == 0 ? material.Paper : material.Stage),
                new Sheet(ground, edge, 1.2f, line % 2 == 0 ? material.Stage : material.Paper, layout.Width * 0.05f, layout.Width));
        };
        if (line % 2 == 1 && material.Pictures.Count == 1)
        {
            var close = material.Close(material.Product, layout.Product, time => new Pose(side * (0.09f - 0.16f * time / length), 0.03f - 0.05f * time / length, 0.86f + 0.1f * time / length));
            return new Shot(length, Layers.Stack(back, close));
        }
        var piece = material.Piece(material.Picture(line), layout.Product);
        var product = piece.Moved(time =>
        {
            var arrived = line == 0 ? Ease.Out(Ease.Span(time, -0.1f, 1)) : Ease.Out(Ease.Span(time, -0.4f, 1.1f));
            return new Pose(line == 0 ? 0 : side * 0.12f * (1 - arrived), line == 0 ? 0.5f * (1 - arrived) : 0, 0.93f + 0.05f * arrived + 0.022f * Math.Clamp(time, 0, 6));
        });
        return new Shot(length, Layers.Stack(back, product), product);
    }

    /// <summary>The sheet under the words; at the end it gives way to the closing card.</summary>
    private static Layer Sheet(FilmMaterial material, float closing)
    {
        var layout = material.Layout;
        var sheet = layout.Sheet(material.Lean);
        return time =>
        {
            var arrived = Ease.Out(Ease.Span(time, -0.35f, 0.9f)) * (1 - Ease.Both(Ease.Span(time, closing - 0.32f, 0.55f)));
            var edge = sheet.Edge(layout.SheetShare * arrived - 0.06f * (1 - arrived), layout.Width, layout.Height);
            return new Sheet(sheet, edge, 1.2f, material.Brand, layout.Unit * 0.04f, layout.Width);
        };
    }
}
