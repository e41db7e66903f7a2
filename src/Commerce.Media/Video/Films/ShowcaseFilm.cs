using System.Runtime.Intrinsics;
using Commerce.Media.Colour;
using Commerce.Media.Cutout;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video.Films;

/// <summary>
/// The product on a turning table in a bright studio. With several pictures it turns from each to the next; a single picture
/// cannot show another side, so it only sways while the table turns and the light passes.
/// </summary>
internal static class ShowcaseFilm
{
    private const float TurnLength = 0.75f;

    internal static ShotPlan Plan(FilmMaterial material)
    {
        var layout = material.Layout;
        var seconds = ShotPlan.Timed([new Shot(Math.Clamp(2.2f * material.Pictures.Count + 1.5f, 8, 14), Layers.Fill(material.Paper)) { Least = ShotFilm.Shortest }], material.Order.Seconds)[0].Length;
        var room = layout.Tall ? layout.Share(0.08f, 0.165f, 0.84f, 0.42f) : layout.Wide ? layout.Share(0.5f, 0.1f, 0.44f, 0.72f) : layout.Share(0.15f, 0.07f, 0.7f, 0.56f);
        var pieces = material.Pictures.Select(picture => material.Piece(picture, room)).ToArray();
        var light = material.Colours.Paper;
        var glow = Glow.Layer(layout, light, (material.Colours.Stage.Oklab with { L = material.Colours.Stage.Oklab.L - 0.05f }).ToRgb(), layout.Wide ? 0.72f : 0.5f, 0.4f, 0.42f, time => MathF.Sin(time * 0.9f));
        var product = Turning(pieces, seconds);
        var radius = layout.Width * (layout.Wide ? 0.235f : 0.43f);
        var table = Table(material, pieces[0].X, pieces.Max(piece => piece.Foot) - radius * 0.045f, radius);
        var shot = new Shot(seconds, material.Product.Kind == CutoutKind.Framed ? Layers.Stack(glow, Beam(material), product, Naming(material)) : Layers.Stack(glow, Beam(material), table, product, Naming(material)), product);
        var manner = pieces.Length > 1 ? $"turned through {pieces.Length} pictures" : "one picture swaying, not a true rotation";
        return new ShotPlan($"showcase-360, {manner}", [shot], [Transition.Cut], Mood.Calm, 0) { PosterMoment = pieces.Length > 1 ? (seconds / pieces.Length - TurnLength) * 0.6f / seconds : 0.5f };
    }

    private static Layer Turning(ProductPiece[] pieces, float seconds)
    {
        var moved = pieces.Select((piece, at) => piece.Moved(time => Pose(time, at, pieces.Length, seconds))).ToArray();
        var each = seconds / pieces.Length;
        return time => moved[Math.Clamp((int)((time + TurnLength / 2) / each), 0, pieces.Length - 1)](time);
    }

    private static Pose Pose(float time, int piece, int count, float seconds)
    {
        var arrive = Ease.Out(Ease.Span(time, -0.1f, 1.1f));
        var scale = 0.93f + 0.04f * arrive + 0.006f * time;
        if (count == 1)
        {
            var sway = MathF.Sin(time * 1.25f);
            return new Pose(sway * 0.035f, 0, scale, 1, 1 - 0.075f * (0.5f + 0.5f * MathF.Cos(time * 2.5f + MathF.PI)) * Ease.Span(time, 0.3f, 1.4f));
        }
        // Half a turn away at the end of its time, half a turn in at its beginning: the change happens edge on.
        var each = seconds / count;
        var (entering, leaving) = (piece * each - TurnLength / 2, (piece + 1) * each - TurnLength / 2);
        var (cameIn, goesOut) = (piece == 0 ? 1 : Ease.Span(time, entering, TurnLength / 2), piece == count - 1 ? 0 : Ease.Span(time, leaving - TurnLength / 2, TurnLength / 2));
        var turn = (1 - MathF.Sin(cameIn * MathF.PI / 2)) + (1 - MathF.Cos(goesOut * MathF.PI / 2));
        return new Pose(0, 0, scale, 1, Math.Max(0.02f, 1 - turn));
    }

    /// <summary>A round table seen from above its edge, with marks around its rim that turn.</summary>
    private static Layer Table(FilmMaterial material, float x, float y, float radius)
    {
        const float Flat = 0.2f;
        var (top, rim) = (Texture.Premultiplied(material.Colours.Paper, 1), Texture.Premultiplied(material.Colours.Stage.Mix(material.Colours.Brand, 0.35f), 1));
        var side = Texture.Premultiplied((material.Colours.Stage.Oklab with { L = material.Colours.Stage.Oklab.L - 0.1f }).ToRgb(), 1);
        var thick = radius * 0.07f;
        return time =>
        {
            var turn = time * 0.55f;
            return new Drawn((row, pixels, columns) =>
            {
                Disc(row, pixels, columns, x, y + thick, radius, Flat, side);
                var down = (row + 0.5f - y) / (radius * Flat);
                if (Math.Abs(down) >= 1)
                {
                    return;
                }
                var half = radius * MathF.Sqrt(1 - down * down);
                var plain = Plain(x, radius, down).Within(columns);
                if (!plain.Empty)
                {
                    pixels[plain.From..plain.To].Fill(top);
                }
                for (var at = Math.Max(columns.From, (int)(x - half)); at < Math.Min(columns.To, (int)(x + half) + 1); at++)
                {
                    if (at == plain.From && !plain.Empty)
                    {
                        at = plain.To - 1;
                        continue;
                    }
                    var across = (at + 0.5f - x) / radius;
                    var far = MathF.Sqrt(across * across + down * down);
                    var coverage = Math.Clamp(half - Math.Abs(at + 0.5f - x) + 0.5f, 0, 1);
                    var colour = top;
                    if (far is > 0.86f and < 0.94f)
                    {
                        var angle = (MathF.Atan2(down, across) + turn) / MathF.Tau * 72;
                        var mark = Math.Clamp((0.14f - Math.Abs(angle - MathF.Floor(angle) - 0.5f)) * 9 + 0.5f, 0, 1);
                        colour += (rim - colour) * (mark * 0.8f * Math.Clamp((far - 0.86f) * 60, 0, 1) * Math.Clamp((0.94f - far) * 60, 0, 1));
                    }
                    pixels[at] += (colour - pixels[at]) * coverage;
                }
            }, (radius, turn));
        };
    }

    /// <summary>The columns inside the ring of marks.</summary>
    private static Columns Plain(float x, float radius, float down)
    {
        var half = radius * MathF.Sqrt(Math.Max(0, 0.85f * 0.85f - down * down));
        return new Columns((int)(x - half) + 1, (int)(x + half));
    }

    private static void Disc(int y, Span<Vector128<float>> row, Columns columns, float x, float middle, float radius, float flat, Vector128<float> colour)
    {
        var down = (y + 0.5f - middle) / (radius * flat);
        if (Math.Abs(down) >= 1)
        {
            return;
        }
        var half = radius * MathF.Sqrt(1 - down * down);
        for (var at = Math.Max(columns.From, (int)(x - half)); at < Math.Min(columns.To, (int)(x + half) + 1); at++)
        {
            row[at] += (colour - row[at]) * Math.Clamp(half - Math.Abs(at + 0.5f - x) + 0.5f, 0, 1);
        }
    }

    /// <summary>A band of light that passes behind the product now and then.</summary>
    private static Layer Beam(FilmMaterial material)
    {
        const float Every = 4;
        var layout = material.Layout;
        var white = Texture.Premultiplied(new Rgb(1, 1, 1), 1);
        return time =>
        {
            var along = time % Every / Every * 1.8f - 0.4f;
            var broad = layout.Unit * 0.3f;
            var narrow = 1 / broad;
            return new Drawn((y, row, columns) =>
            {
                var middle = layout.Width * along + (layout.Height / 2f - y) * 0.35f;
                for (var x = Math.Max(columns.From, (int)(middle - broad)); x < Math.Min(columns.To, (int)(middle + broad)); x++)
                {
                    var near = 1 - Math.Abs(x - middle) * narrow;
                    row[x] += (white - row[x]) * (0.5f * near * near * (3 - 2 * near));
                }
            });
        };
    }

    private static Layer Naming(FilmMaterial material)
    {
        var layout = material.Layout;
        var ink = material.Ink(material.Colours.Stage);
        var area = layout.Tall ? layout.Share(0.07f, 0.7f, 0.81f, 0.095f) : layout.Wide ? layout.Share(0.06f, 0.3f, 0.4f, 0.36f) : layout.Share(0.07f, 0.815f, 0.86f, 0.12f);
        var across = layout.Wide ? 0 : 0.5f;
        var title = KineticText.Set(material.Order.Title, "Bold", layout.Unit * (layout.Wide ? 0.1f : 0.075f), layout.Unit * 0.042f, area, ink, across, layout.Wide ? 0.5f : 0);
        var above = layout.Wide ? new Area(area.Left, title.Ink.Top - layout.Unit * 0.075f, area.Width, layout.Unit * 0.05f) : new Area(area.Left, title.Ink.Top - layout.Unit * 0.056f, area.Width, layout.Unit * 0.045f);
        return Layers.Stack(Furniture.Maker(material, above, ink, across, 0.9f), title.Rise(1.05f));
    }
}
