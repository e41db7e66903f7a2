using System.Globalization;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>Shadows a product throws on its backdrop, drawn from its own outline.</summary>
internal static class Shadows
{
    /// <summary>A drawing whose opacity is the shade.</summary>
    internal static string Draw(string name, string drawing, bool[] truth)
    {
        var side = ConstructedSet.Side;
        var covered = Enumerable.Range(0, truth.Length).Where(pixel => truth[pixel]).ToList();
        var foot = covered.Max(pixel => pixel / side);
        var low = covered.Where(pixel => pixel / side > foot - 40).Select(pixel => pixel % side).ToList();
        var (left, right) = (low.Min(), low.Max());
        var pool = $"<ellipse cx='{(left + right) / 2}' cy='{foot - 2}' rx='{(right - left) / 2 + 6}' ry='9' filter='url(#soft5)' opacity='0.55'/>";
        var wide = $"<ellipse cx='{(left + right) / 2}' cy='{foot}' rx='{(right - left) / 2 + 30}' ry='26' filter='url(#soft18)' opacity='0.4'/>";
        var shapes = name switch
        {
            "none" => string.Empty,
            "contact" => pool,
            "ambient" => pool + wide,
            "cast" => pool + Thrown(drawing, foot, 0.7, 0.28, "soft9", 0.36),
            "hard" => pool + Thrown(drawing, foot, -0.9, 0.22, "soft2", 0.42),
            _ => throw new ArgumentException($"No shadow {name}."),
        };
        var filters = string.Concat(((int[])[2, 5, 9, 18]).Select(size =>
            $"<filter id='soft{size}' x='-1' y='-1' width='3' height='3'><feGaussianBlur stdDeviation='{size}'/></filter>"));
        return $"<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}' viewBox='0 0 {side} {side}'><defs>{filters}"
            + "<filter id='black' x='0' y='0' width='1' height='1'><feColorMatrix type='matrix' values='0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0'/></filter></defs>"
            + $"{shapes}</svg>";
    }

    private static string Thrown(string drawing, int foot, double slant, double squash, string blur, double strength)
    {
        var inner = drawing[(drawing.IndexOf('>', StringComparison.Ordinal) + 1)..drawing.LastIndexOf("</svg>", StringComparison.Ordinal)];
        // x' = x + slant·squash·(foot − y); y' = foot − squash·(foot − y).
        var matrix = string.Create(CultureInfo.InvariantCulture,
            $"matrix(1 0 {-slant * squash:0.####} {squash:0.####} {slant * squash * foot:0.##} {foot * (1 - squash):0.##})");
        return string.Create(CultureInfo.InvariantCulture,
            $"<g filter='url(#{blur})' opacity='{strength}'><g filter='url(#black)'><g transform='{matrix}'>{inner}</g></g></g>");
    }
}
