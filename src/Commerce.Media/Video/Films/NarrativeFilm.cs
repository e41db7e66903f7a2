using Commerce.Media.Colour;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>A story told in beats: out of the dark, closer, closer still, and into the light, each beat with a sentence of its own.</summary>
internal static class NarrativeFilm
{
    internal const float Pause = 0.65f;

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var (layout, lines) = (material.Layout, material.Narration!.Lines);
        var shots = new List<Shot>();
        for (var line = 0; line < lines.Count; line++)
        {
            var length = lines[line].Voice.Seconds + Pause + (line == 0 ? 0.7f : 0);
            shots.Add(Beat(material, line, lines.Count, length) with { Least = length, Says = line == 0 ? 0.8f : 0.3f });
        }
        shots.Add(Ending(material));
        var timed = ShotPlan.Timed(shots, material.Order.Seconds);
        var captions = material.Captions(FilmMaterial.Starts(timed));
        var ending = timed.Take(timed.Count - 1).Sum(shot => shot.Length);
        var words = Furniture.Captions(material, captions, Area(layout), new Rgb(1, 1, 1), 0);
        return new ShotPlan($"narrative, {lines.Count} beats", timed, [Transition.Fade(0.7f)], Mood.Calm, timed.Count - 1)
        {
            Captions = captions,
            PosterMoment = 0.9f,
            Over = Layers.Stack(Chapters(material, timed), time => time < ending - 0.2f ? words(time) : Painting.Nothing),
        };
    }

    private static Area Area(FilmLayout layout) =>
        layout.Tall ? layout.Share(0.07f, 0.65f, 0.8f, 0.145f) : layout.Wide ? layout.Share(0.06f, 0.7f, 0.7f, 0.22f) : layout.Share(0.07f, 0.74f, 0.86f, 0.2f);

    private static Shot Beat(FilmMaterial material, int line, int count, float length)
    {
        var layout = material.Layout;
        var (dark, light) = Lights(material, line / (float)Math.Max(1, count));
        var side = (line & 1) == 0 ? material.Lean : -material.Lean;
        var middle = layout.Wide ? 0.5f + 0.16f * side : 0.5f;
        var glow = Glow.Layer(layout, light, dark, middle, layout.Tall ? 0.4f : 0.45f, 0.46f, time => side * time / length);
        var room = layout.Tall ? layout.Share(0.06f, 0.2f, 0.88f, 0.43f) : layout.Wide ? layout.Share(middle - 0.27f, 0.1f, 0.54f, 0.66f) : layout.Share(0.14f, 0.13f, 0.72f, 0.58f);
        Layer product = (line % 3) switch
        {
            0 => material.Piece(material.Picture(line), room).Moved(time => new Pose(side * 0.006f * time, 0, 0.88f + 0.11f * Ease.Camera(Ease.Span(time, 0, length + 0.4f)), line == 0 ? Ease.Camera(Ease.Span(time, -0.1f, 0.9f)) : 1)),
            1 => material.Close(material.Picture(line), room, time => new Pose(side * (0.16f - 0.28f * Smooth(time, length)), 0.02f, 1.02f)),
            _ => material.Close(material.Picture(line), room, time => new Pose(side * 0.05f, 0.12f - 0.22f * Smooth(time, length), 1.18f - 0.2f * Smooth(time, length))),
        };
        return new Shot(length, Layers.Stack(glow, product, Shade(layout, dark)));
    }

    /// <summary>The camera keeps a trace of motion where the eased path stands still.</summary>
    private static float Smooth(float time, float length) => 0.7f * Ease.Camera(Ease.Span(time, -0.35f, length + 0.7f)) + 0.3f * time / length;

    private static Shot Ending(FilmMaterial material)
    {
        var layout = material.Layout;
        var (_, light) = Lights(material, 1);
        var glow = Glow.Layer(layout, material.Colours.Paper, light, layout.Wide ? 0.72f : 0.5f, 0.42f, 0.5f, _ => 0);
        var product = material.Piece(material.Product, layout.Product).Moved(time => new Pose(0, 0, 0.94f + 0.06f * Ease.Out(Ease.Span(time, -0.35f, 1.6f)) + 0.008f * time));
        var ink = material.Ink(light);
        var across = layout.Wide ? 0 : 0.5f;
        var words = layout.Words;
        var title = KineticText.Set(material.Order.Title, "Bold", layout.Unit * 0.085f, layout.Unit * 0.045f, words with { Height = words.Height * 0.68f }, ink, across, layout.Wide ? 0.8f : 0.3f);
        var store = KineticText.Set(material.Signature, "Medium", layout.Unit * 0.05f, layout.Unit * 0.036f, words with { Top = words.Top + words.Height * 0.74f, Height = words.Height * 0.26f }, ink, across, 0.3f, -0.01);
        return new Shot(2.6f, Layers.Stack(glow, product, title.Rise(0.35f), store.Rise(0.7f)), product) { Least = 2.2f };
    }

    /// <summary>From night to day along the story, and never the product's own lightness behind it.</summary>
    private static (Rgb Dark, Rgb Light) Lights(FilmMaterial material, float progress)
    {
        var brand = material.Colours.Brand.Oklab;
        var stage = material.Colours.Stage.Oklab;
        var dark = Oklab.FromPolar(0.17f + 0.05f * progress, Math.Min(0.05f, brand.Chroma * 0.6f), brand.Hue);
        return (progress >= 1 ? stage.ToRgb() : dark.ToRgb(), progress >= 1 ? stage.ToRgb() : Oklab.FromPolar(stage.L - 0.16f + 0.12f * progress, Math.Min(0.045f, brand.Chroma * 0.7f), brand.Hue).ToRgb());
    }

    /// <summary>Darkness under the words and the bars, so that they can be seen over any picture.</summary>
    private static Layer Shade(FilmLayout layout, Rgb dark)
    {
        var colour = Texture.Premultiplied(dark, 1);
        var (from, to, under) = (layout.Height * 0.52f, layout.Height * (layout.Tall ? 0.7f : 0.8f), layout.Safe.Top * 2);
        var shade = new Drawn((y, row, columns) =>
        {
            var share = y <= under ? 0.6f * Ease.Camera(1 - y / under) + 0.2f * (1 - y / under) : 0.9f * Ease.Camera(Math.Min(1, (y - from) / (to - from))) + 0.1f * Ease.Camera(Math.Clamp((y - to) / (layout.Height - to), 0, 1));
            for (var x = columns.From; x < columns.To; x++)
            {
                row[x] += (colour - row[x]) * share;
            }
        }, (layout, colour), y => y <= from && y > under ? Columns.None : Columns.All);
        return _ => shade;
    }

    /// <summary>Fine bars at the top that fill, one for each beat.</summary>
    private static Layer Chapters(FilmMaterial material, List<Shot> shots)
    {
        var layout = material.Layout;
        var (count, safe) = (shots.Count - 1, layout.Safe);
        var (gap, thick) = (layout.Unit * 0.012f, Math.Max(3, layout.Unit * 0.007f));
        var wide = (safe.Width - gap * (count - 1)) / count;
        var white = Texture.Premultiplied(new Rgb(1, 1, 1), 1);
        var end = shots.Take(count).Sum(shot => shot.Length);
        return time =>
        {
            var seen = Ease.Span(time, 0.2f, 0.5f) * (1 - Ease.Span(time, end - 0.3f, 0.3f));
            if (seen <= 0)
            {
                return Painting.Nothing;
            }
            var (bars, start) = (new List<Painting>(), 0f);
            for (var beat = 0; beat < count; beat++)
            {
                var bar = new Area(safe.Left + beat * (wide + gap), safe.Top, wide, thick);
                bars.Add(new RoundedShape(bar, thick / 2, white, 0.32f * seen));
                bars.Add(new RoundedShape(bar with { Width = wide * Ease.Span(time, start, shots[beat].Length) }, thick / 2, white, seen));
                start += shots[beat].Length;
            }
            return new Stack([.. bars]);
        };
    }
}
