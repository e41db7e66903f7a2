using System.Globalization;
using System.Text;

namespace Commerce.Media.Scenes;

/// <summary>The shapes of a set as SVG, drawn behind the product.</summary>
internal static class SetProps
{
    /// <summary>SVG for all props of a set at half the picture's size, or null when it has none.</summary>
    internal static string? Svg(Stage stage) => stage.Set.Props is { Count: > 0 } props
        ? stage.Whole(string.Concat(props.Select(prop => Draw(prop, stage))), 2)
        : null;

    private static string Draw(string prop, Stage stage) => prop switch
    {
        "arch" => Arch(stage),
        "disc" => Disc(stage),
        "firs" => Firs(stage.Colours, stage.Width, (int)(stage.Set.Horizon * stage.Height), stage.Seed),
        "snowfall" => Dots(stage.Width, stage.Height, stage.Seed, 46, "white", 0.75),
        "petals" => Leaves(stage.Width, stage.Height, stage.Seed, ["#f3c6cf", "#f7dde1", "#eab0bf"], 16, 0.011),
        "foliage" => Leaves(stage.Width, stage.Height, stage.Seed, ["#b5561f", "#d08a2c", "#8c3b1c", "#c9702a"], 15, 0.019),
        "sheets" => TableProps.Sheets(stage),
        "tray" => TableProps.Tray(stage),
        "sprigs" => TableProps.Sprigs(stage),
        "pebbles" => TableProps.Pebbles(stage),
        _ when Podium.Of(prop, stage) is { } podium => podium.Svg(stage),
        _ => throw new MediaException("style-broken", $"The style asks for a shape named \"{prop}\", which does not exist."),
    };

    private static string Arch(Stage stage)
    {
        var (set, colours, product, width, height) = (stage.Set, stage.Colours, stage.Product, stage.Width, stage.Height);
        var side = Math.Min(width, height);
        var wide = Math.Clamp(product.Width * 1.3, side * 0.46, Math.Max(side * 0.74, Math.Min(product.Width * 1.25, width * 0.9)));
        var (left, top) = (product.Left + product.Width / 2.0 - wide / 2, Math.Max(height * 0.07, product.Top - height * 0.07));
        var (floor, radius) = (set.Horizon * height, wide / 2);
        var deep = colours.Wall.Darker(0.055f, 1.15f);
        var lit = colours.Wall.Darker(-0.035f, 0.9f);
        return string.Create(CultureInfo.InvariantCulture,
            $"<defs><linearGradient id='a' x1='0' y1='0' x2='1' y2='1'><stop offset='0' stop-color='{deep.Mix(lit, 0.1f).Hex}'/><stop offset='1' stop-color='{lit.Mix(deep, 0.35f).Hex}'/></linearGradient></defs><path d='M{left:0} {floor:0}V{top + radius:0}A{radius:0} {radius:0} 0 0 1 {left + wide:0} {top + radius:0}V{floor:0}Z' fill='{lit.Hex}'/><path d='M{left + wide * 0.035:0} {floor:0}V{top + radius:0}A{radius - wide * 0.035:0} {radius - wide * 0.035:0} 0 0 1 {left + wide:0} {top + radius:0}V{floor:0}Z' fill='url(#a)'/>");
    }

    private static string Disc(Stage stage)
    {
        var (colours, product, width, height) = (stage.Colours, stage.Product, stage.Width, stage.Height);
        var right = stage.Set.Light.X > 0.5f;
        var radius = Math.Min(width, height) * 0.29;
        var x = product.Left + product.Width / 2.0 + radius * (right ? 0.31 : -0.31);
        var y = Math.Max(radius + height * 0.06, product.Top + product.Height * 0.34);
        var lit = colours.Wall.Darker(-0.06f, 0.8f);
        var edge = colours.Wall.Darker(-0.02f, 1.05f);
        return string.Create(CultureInfo.InvariantCulture,
            $"<defs><linearGradient id='d' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='{lit.Hex}'/><stop offset='1' stop-color='{edge.Hex}'/></linearGradient></defs><circle cx='{x:0}' cy='{y:0}' r='{radius:0}' fill='url(#d)'/>");
    }

    private static string Firs(SceneColours colours, int width, int horizon, uint seed)
    {
        var svg = new StringBuilder();
        for (var layer = 0; layer < 2; layer++)
        {
            var colour = colours.Wall.Darker(0.05f + layer * 0.07f, 1.2f);
            svg.Append(CultureInfo.InvariantCulture, $"<g fill='{colour.Hex}' opacity='0.8'>");
            for (var tree = 0; tree < 15; tree++)
            {
                var random = seed + (uint)(layer * 100 + tree);
                var x = width * (tree + NoiseTile.Hash(random) * 0.9) / 14 - width * 0.03;
                var tall = width * (0.1 + NoiseTile.Hash(random + 7) * 0.12) * (layer == 0 ? 1.25 : 0.85);
                var middle = Math.Abs(x / width - 0.5);
                tall *= 0.55 + middle * 1.2;
                svg.Append(CultureInfo.InvariantCulture, $"<path d='M{x:0} {horizon - tall:0}L{x + tall * 0.27:0} {horizon + 12}L{x - tall * 0.27:0} {horizon + 12}Z'/>");
            }
            svg.Append("</g>");
        }
        return svg.ToString();
    }

    private static string Dots(int width, int height, uint seed, int count, string colour, double strength)
    {
        var svg = new StringBuilder();
        for (var dot = 0; dot < count; dot++)
        {
            var random = seed + (uint)dot * 13;
            var near = NoiseTile.Hash(random + 3);
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx='{NoiseTile.Hash(random) * width:0}' cy='{NoiseTile.Hash(random + 1) * height * 0.75:0}' r='{width * (0.002 + near * near * 0.008):0.0}' fill='{colour}' fill-opacity='{strength * (1 - near * 0.75):0.00}'/>");
        }
        return svg.ToString();
    }

    private static string Leaves(int width, int height, uint seed, string[] fills, int count, double size)
    {
        var svg = new StringBuilder();
        for (var leaf = 0; leaf < count; leaf++)
        {
            var random = seed + (uint)leaf * 17;
            var side = NoiseTile.Hash(random);
            var x = (leaf % 2 == 0 ? side * 0.3 : 1 - side * 0.3) * width;
            var y = (0.72 + NoiseTile.Hash(random + 1) * 0.26) * height;
            var length = width * size * (1.4 + y / height * 1.3 + NoiseTile.Hash(random + 2));
            var turn = NoiseTile.Hash(random + 4) * 360;
            svg.Append(CultureInfo.InvariantCulture,
                $"<g transform='translate({x:0} {y:0}) scale(1 0.5) rotate({turn:0})'><path transform='translate({length * 0.06:0} {length * 0.14:0})' d='M0 0C{length * 0.25:0} {-length * 0.4:0} {length * 0.8:0} {-length * 0.3:0} {length:0} 0C{length * 0.8:0} {length * 0.3:0} {length * 0.25:0} {length * 0.4:0} 0 0Z' fill='black' fill-opacity='0.16'/><path d='M0 0C{length * 0.25:0} {-length * 0.4:0} {length * 0.8:0} {-length * 0.3:0} {length:0} 0C{length * 0.8:0} {length * 0.3:0} {length * 0.25:0} {length * 0.4:0} 0 0Z' fill='{fills[leaf % fills.Length]}'/></g>");
        }
        return svg.ToString();
    }
}
