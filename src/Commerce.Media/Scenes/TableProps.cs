using System.Globalization;
using System.Text;

namespace Commerce.Media.Scenes;

/// <summary>What lies around a product that is seen from above. Everything keeps to the rim, and its shade falls where the product's falls.</summary>
internal static class TableProps
{
    /// <summary>Two sheets of card in the brand's colours, one across the other.</summary>
    internal static string Sheets(Stage stage)
    {
        var (wide, high) = (stage.Width, stage.Height);
        var lean = 9 + stage.Chance(1) * 8;
        var lower = Card(stage, wide * 0.62, -high * 0.3, wide * 0.7, high * 1.7, lean, stage.Colours.Floor.Hex);
        var upper = Card(stage, -wide * 0.34, high * 0.66, wide * 0.98, high * 0.7, -lean * 0.8, stage.Colours.Floor.Darker(0.075f, 1.2f).Hex);
        return lower + upper;
    }

    /// <summary>A round board under the product.</summary>
    internal static string Tray(Stage stage)
    {
        var (x, y) = (stage.Middle, stage.Product.Top + stage.Product.Height / 2.0);
        var radius = Math.Min(stage.Side * 0.46, Math.Max(stage.Product.Width, stage.Product.Height) * 0.66);
        var (rim, face) = (stage.Colours.Floor.Darker(-0.035f, 0.9f).Hex, stage.Colours.Floor.Hex);
        return Shade(stage, radius * 0.035, (dx, dy, grow) => Invariant($"<circle cx='{x + dx:0.0}' cy='{y + dy:0.0}' r='{radius + grow:0.0}'/>"))
            + Invariant($"<circle cx='{x:0.0}' cy='{y:0.0}' r='{radius:0.0}' fill='{rim}'/><circle cx='{x:0.0}' cy='{y:0.0}' r='{radius * 0.975:0.0}' fill='{face}'/>");
    }

    /// <summary>Twigs of eucalyptus that reach in from two opposite corners.</summary>
    internal static string Sprigs(Stage stage)
    {
        var svg = new StringBuilder();
        var mirrored = stage.Chance(2) > 0.5;
        Sprig(stage, svg, mirrored ? stage.Width * 1.02 : -stage.Width * 0.02, stage.Height * 0.1, mirrored ? 2.5 : 0.62, 40);
        Sprig(stage, svg, mirrored ? -stage.Width * 0.02 : stage.Width * 1.02, stage.Height * 0.92, mirrored ? -0.66 : 3.8, 60);
        Sprig(stage, svg, mirrored ? stage.Width * 0.96 : stage.Width * 0.04, -stage.Height * 0.03, mirrored ? 2.05 : 1.1, 80);
        return svg.ToString();
    }

    /// <summary>A few smooth stones near one lower corner.</summary>
    internal static string Pebbles(Stage stage)
    {
        var svg = new StringBuilder();
        var left = stage.Chance(3) > 0.5;
        foreach (var (across, down, size) in ((double, double, double)[])[(0.085, 0.9, 0.058), (0.2, 0.945, 0.036), (0.06, 0.775, 0.03), (0.155, 0.83, 0.02)])
        {
            var (x, y) = ((left ? across : 1 - across) * stage.Width, down * stage.Height);
            var (radius, turn) = (size * stage.Side, stage.Chance((int)(across * 1000)) * 90);
            var tone = stage.Colours.Wall.Darker(0.16f + (float)stage.Chance((int)(down * 1000)) * 0.16f, 0.7f);
            svg.Append(Shade(stage, radius * 0.2, (dx, dy, grow) => Stone(x + dx, y + dy, radius + grow, turn, "black")));
            svg.Append(Stone(x, y, radius, turn, tone.Hex)).Append(Invariant($"<g fill-opacity='0.35'>{Stone(x - radius * 0.12 * stage.Lee, y - radius * 0.14, radius * 0.72, turn, tone.Darker(-0.1f, 0.9f).Hex)}</g>"));
        }
        return svg.ToString();
    }

    private static void Sprig(Stage stage, StringBuilder svg, double x, double y, double angle, int chance)
    {
        var (step, twig) = (stage.Side * 0.05, new StringBuilder());
        var leaves = new StringBuilder();
        for (var leaf = 0; leaf < 6; leaf++)
        {
            var (nextX, nextY) = (x + Math.Cos(angle) * step, y + Math.Sin(angle) * step);
            twig.Append(Invariant($"<path d='M{x:0.0} {y:0.0}L{nextX:0.0} {nextY:0.0}' stroke-width='{stage.Side * (0.0042 - leaf * 0.0004):0.0}'/>"));
            foreach (var side in (int[])[-1, 1])
            {
                var length = stage.Side * (0.058 - leaf * 0.0042) * (0.85 + 0.3 * stage.Chance(chance + leaf * 2 + side));
                var turn = (angle + side * (0.95 + 0.3 * stage.Chance(chance + leaf))) * 180 / Math.PI;
                var tone = (leaf + side) % 3 == 0 ? "#93a893" : leaf % 2 == 0 ? "#7d957f" : "#869d8b";
                leaves.Append(Invariant($"<g transform='translate({nextX:0.0} {nextY:0.0}) rotate({turn:0})'><path d='M0 0C{length * 0.15:0.0} {-length * 0.5:0.0} {length * 0.8:0.0} {-length * 0.52:0.0} {length:0.0} 0C{length * 0.8:0.0} {length * 0.52:0.0} {length * 0.15:0.0} {length * 0.5:0.0} 0 0Z' fill='{tone}'/><path d='M0 0H{length * 0.9:0.0}' stroke='#b4c3b3' stroke-width='{stage.Side * 0.0012:0.0}' stroke-opacity='0.7'/></g>"));
            }
            (x, y, angle) = (nextX, nextY, angle + (stage.Chance(chance + leaf * 3) - 0.5) * 0.3);
        }
        var shape = $"<g stroke='#6b7a63' stroke-linecap='round'>{twig}</g>{leaves}";
        // The same shapes in black below give the shade: leaves lie close to the table, so it is narrow.
        var shade = shape.Replace("#93a893", "#000", StringComparison.Ordinal).Replace("#7d957f", "#000", StringComparison.Ordinal).Replace("#869d8b", "#000", StringComparison.Ordinal).Replace("#b4c3b3", "#000", StringComparison.Ordinal).Replace("#6b7a63", "#000", StringComparison.Ordinal);
        foreach (var reach in (double[])[0.005, 0.01])
        {
            svg.Append(Invariant($"<g transform='translate({stage.Side * reach * stage.Lee:0.0} {stage.Side * reach * 1.1:0.0})' opacity='0.12'>{shade}</g>"));
        }
        svg.Append(shape);
    }

    private static string Card(Stage stage, double x, double y, double wide, double high, double turn, string fill)
    {
        string Sheet(double dx, double dy, double grow) => Invariant(
            $"<rect x='{x - grow + dx:0.0}' y='{y - grow + dy:0.0}' width='{wide + 2 * grow:0.0}' height='{high + 2 * grow:0.0}' rx='{Math.Max(0, grow):0.0}' transform='rotate({turn:0.0} {x + wide / 2 + dx:0.0} {y + high / 2 + dy:0.0})'/>");
        return Shade(stage, stage.Side * 0.008, Sheet) + $"<g fill='{fill}'>{Sheet(0, 0, 0)}</g>";
    }

    private static string Stone(double x, double y, double radius, double turn, string fill) => Invariant(
        $"<ellipse rx='{radius:0.0}' ry='{radius * 0.78:0.0}' fill='{fill}' transform='translate({x:0.0} {y:0.0}) rotate({turn:0})'/>");

    /// <summary>A soft shade out of ever larger faint copies; cheaper than a blur over the whole picture.</summary>
    private static string Shade(Stage stage, double height, Func<double, double, double, string> shape)
    {
        const int Copies = 7;
        var svg = new StringBuilder("<g fill='black'>");
        for (var copy = 0; copy < Copies; copy++)
        {
            var grow = height * (copy / (double)(Copies - 1) * 1.7 - 0.5);
            svg.Append(Invariant($"<g fill-opacity='0.045'>{shape(height * 0.75 * stage.Lee, height * 0.85, grow)}</g>"));
        }
        return svg.Append("</g>").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
