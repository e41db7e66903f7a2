using System.Globalization;
using System.Text;
using Commerce.Media.Vips;

namespace Commerce.Media.Scenes;

/// <summary>What stands between the light and the set: panes, leaves, twigs or blinds, as one soft band (255 lit, 0 shaded).</summary>
internal static class LightPattern
{
    internal static VipsImage Render(PatternLook look, int width, int height, long seed)
    {
        // Blurring hides all detail, so a small drawing enlarged is the same picture for a fraction of the work.
        var (w, h) = (Math.Max(64, width / 4), Math.Max(64, height / 4));
        var svg = new StringBuilder();
        var shaded = look.Kind is "leaves" or "branches";
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}' viewBox='0 0 1000 {1000.0 * h / w:0}'>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width='1000' height='3000' fill='{(shaded ? "white" : "black")}'/>");
        svg.Append(look.Kind switch
        {
            "window" => Window(seed),
            "blinds" => Blinds(seed),
            "branches" => Foliage(seed, 26, 0.55f, 3),
            _ => Foliage(seed, 15, 1f, 5),
        });
        using var drawn = VipsImage.FromSvg(svg.Append("</svg>").ToString());
        using var grey = drawn.Band(0);
        using var soft = grey.Blur(look.Blur * w);
        using var large = soft.ResizeTo(width, height, "linear");
        return large.InMemory();
    }

    private static string Window(long seed)
    {
        var shift = NoiseTile.Hash((uint)seed + 11) * 160 - 80;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<g transform='translate({120 + shift:0} -60) skewX(-17) skewY(7)' fill='white'>");
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 2; column++)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect x='{column * 330 + 150}' y='{row * 300 + 20}' width='300' height='270'/>");
            }
        }
        return svg.Append("</g>").ToString();
    }

    private static string Blinds(long seed)
    {
        var shift = NoiseTile.Hash((uint)seed + 11) * 120;
        var svg = new StringBuilder("<g transform='rotate(-16 500 500)' fill='white'>");
        for (var row = 0; row < 13; row++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x='60' y='{row * 92 - 160 + shift:0}' width='780' height='50'/>");
        }
        return svg.Append("</g>").ToString();
    }

    /// <summary>Twigs hanging in from one upper corner, leaves in pairs along each.</summary>
    private static string Foliage(long seed, int leaves, float size, int twigs)
    {
        var svg = new StringBuilder("<g fill='black' stroke='black' stroke-linecap='round'>");
        for (var twig = 0; twig < twigs; twig++)
        {
            var random = (uint)(seed * 31 + twig * 977);
            var (x, y) = (-60 + NoiseTile.Hash(random) * 760, -60 + NoiseTile.Hash(random + 1) * 120 - twig * 8);
            var angle = 0.55 + NoiseTile.Hash(random + 2) * 0.7;
            for (var leaf = 0; leaf < leaves; leaf++)
            {
                var step = 40 * size + 14;
                var (nx, ny) = (x + Math.Cos(angle) * step, y + Math.Sin(angle) * step);
                svg.Append(CultureInfo.InvariantCulture, $"<path d='M{x:0} {y:0}L{nx:0} {ny:0}' stroke-width='{Math.Max(2, 9 * size - leaf * 0.4):0.0}'/>");
                Leaf(svg, nx, ny, angle + (leaf % 2 == 0 ? 0.9 : -0.9) + NoiseTile.Hash(random + (uint)leaf * 3) * 0.5, (110 - leaf * 3) * size);
                (x, y) = ((float)nx, (float)ny);
                angle += (NoiseTile.Hash(random + (uint)leaf * 7 + 5) - 0.48) * 0.3;
            }
        }
        return svg.Append("</g>").ToString();
    }

    private static void Leaf(StringBuilder svg, double x, double y, double angle, double length)
    {
        var degrees = angle * 180 / Math.PI;
        svg.Append(CultureInfo.InvariantCulture,
            $"<path transform='translate({x:0} {y:0}) rotate({degrees:0})' stroke='none' d='M0 0C{length * 0.3:0} {-length * 0.32:0} {length * 0.75:0} {-length * 0.24:0} {length:0} 0C{length * 0.75:0} {length * 0.24:0} {length * 0.3:0} {length * 0.32:0} 0 0Z'/>");
    }
}
