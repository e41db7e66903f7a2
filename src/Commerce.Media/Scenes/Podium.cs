using System.Globalization;
using Commerce.Media.Colour;

namespace Commerce.Media.Scenes;

/// <summary>What a product stands on, seen from a little above: its top surface and the body below it.</summary>
/// <param name="Shape">drum, steps, block or plinth.</param>
/// <param name="X">Centre across, in pixels.</param>
/// <param name="Y">Centre of the top surface, in pixels.</param>
/// <param name="Radius">Half the top's width.</param>
/// <param name="Tilt">Half the top's depth as seen.</param>
/// <param name="Tall">Height of the body.</param>
internal sealed record Podium(string Shape, double X, double Y, double Radius, double Tilt, double Tall)
{
    /// <summary>Half the top's width as a share of the product's, and the body's height as a share of the picture's.</summary>
    private static readonly Dictionary<string, (double Wide, double Tall)> Shapes = new(StringComparer.Ordinal)
    {
        ["plinth"] = (0.7, 0.075),
        ["drum"] = (0.68, 0.2),
        ["steps"] = (0.66, 0.075),
        ["block"] = (0.68, 0.17),
    };

    /// <summary>The set without its podium, for a product whose foot is not in the picture.</summary>
    internal static SceneSet Without(SceneSet set) => set with { Props = set.Props?.Where(prop => !Shapes.ContainsKey(prop)).ToArray() };

    /// <summary>The podium of a set, or null when the product stands on the floor.</summary>
    internal static Podium? Of(Stage stage) => (stage.Set.Props ?? []).Select(prop => Of(prop, stage)).FirstOrDefault(podium => podium is not null);

    internal static Podium? Of(string prop, Stage stage)
    {
        if (!Shapes.TryGetValue(prop, out var form))
        {
            return null;
        }
        var radius = Math.Clamp(stage.Product.Width * form.Wide, stage.Side * 0.2, Math.Max(stage.Side * 0.43, stage.Product.Width * 0.6));
        var tilt = radius * (prop == "block" ? 0.13 : 0.17);
        return new Podium(prop, stage.Middle, stage.Set.Ground * stage.Height - tilt * 0.25, radius, tilt, stage.Height * form.Tall);
    }

    /// <summary>The top surface alone, white: where a shadow can fall.</summary>
    internal string Top => Shape == "block" ? Slab(Radius, Y, "white") : Ellipse(X, Y, Radius, Tilt, "white");

    internal string Svg(Stage stage)
    {
        var surface = stage.Colours.Floor;
        var tones = new Tones(surface.Darker(-0.06f, 0.85f), surface.Darker(-0.015f, 1f), surface.Darker(0.13f, 1.1f), surface.Darker(0.17f, 1.1f), stage.Lee);
        var definitions = Invariant($"<defs><linearGradient id='p'><stop offset='0' stop-color='{tones.First}'/><stop offset='0.3' stop-color='{tones.Bright.Hex}'/><stop offset='1' stop-color='{tones.Last}'/></linearGradient><linearGradient id='t'><stop offset='0' stop-color='{tones.TopFirst}'/><stop offset='1' stop-color='{tones.TopLast}'/></linearGradient><radialGradient id='g'><stop offset='0.55' stop-color='{tones.Floor.Hex}' stop-opacity='0.8'/><stop offset='0.8' stop-color='{tones.Floor.Hex}' stop-opacity='0.25'/><stop offset='1' stop-color='{tones.Floor.Hex}' stop-opacity='0'/></radialGradient></defs>");
        return definitions + Shape switch
        {
            "steps" => Pool(Y + Tall * 2, Radius * 1.55, stage.Lee) + Drum(Y + Tall, Radius * 1.5, Tilt * 1.5, Tall) + Crease(Y + Tall, Radius, tones) + Drum(Y, Radius, Tilt, Tall),
            "block" => Pool(Y + Tall, Radius * 1.1, stage.Lee) + Block(tones),
            _ => Pool(Y + Tall, Radius, stage.Lee) + Drum(Y, Radius, Tilt, Tall),
        };
    }

    /// <summary>The podium's own shade on the floor, longer on the side away from the light.</summary>
    private string Pool(double foot, double radius, int lee) =>
        Ellipse(X + radius * 0.2 * lee, foot + Tilt * 0.25, radius * 1.34, Tilt * 1.7 * radius / Radius, "url(#g)");

    private string Drum(double y, double radius, double tilt, double tall) => Invariant(
        $"<path d='M{X - radius:0.0} {y:0.0}V{y + tall:0.0}A{radius:0.0} {tilt:0.0} 0 0 0 {X + radius:0.0} {y + tall:0.0}V{y:0.0}Z' fill='url(#p)'/>") + Ellipse(X, y, radius, tilt, "url(#t)");

    /// <summary>The upper drum's shade on the lower one.</summary>
    private string Crease(double y, double radius, Tones tones) =>
        Invariant($"<g fill-opacity='0.28'>{Ellipse(X + radius * 0.07 * tones.Lee, y + Tilt * 0.1, radius * 1.1, Tilt * 1.12, tones.Last)}</g>");

    private string Block(Tones tones) => Slab(Radius, Y, "url(#t)") + Invariant(
        $"<rect x='{X - Radius:0.0}' y='{Y + Tilt:0.0}' width='{Radius * 2:0.0}' height='{Tall:0.0}' fill='url(#p)'/><rect x='{X - Radius:0.0}' y='{Y + Tilt:0.0}' width='{Radius * 2:0.0}' height='{Math.Max(1, Tilt * 0.05):0.0}' fill='{tones.Top.Hex}' opacity='0.8'/>");

    private string Slab(double radius, double y, string fill) => Invariant(
        $"<path d='M{X - radius:0.0} {y + Tilt:0.0}L{X - radius * 0.86:0.0} {y - Tilt:0.0}H{X + radius * 0.86:0.0}L{X + radius:0.0} {y + Tilt:0.0}Z' fill='{fill}'/>");

    private static string Ellipse(double x, double y, double radius, double tilt, string fill) =>
        Invariant($"<ellipse cx='{x:0.0}' cy='{y:0.0}' rx='{radius:0.0}' ry='{tilt:0.0}' fill='{fill}'/>");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Tones(Rgb Top, Rgb Bright, Rgb Dim, Rgb Floor, int Lee)
    {
        internal string First => (Lee > 0 ? Bright : Dim).Hex;

        internal string Last => (Lee > 0 ? Dim : Bright).Hex;

        internal string TopFirst => (Lee > 0 ? Top : Bright).Hex;

        internal string TopLast => (Lee > 0 ? Bright : Top).Hex;
    }
}
