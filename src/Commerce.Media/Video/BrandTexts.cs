using System.Globalization;
using Commerce.Media.Colour;
using Commerce.Media.Compose;

namespace Commerce.Media.Video;

/// <summary>The words of a brand film: the product's name, its vendor and the store's name, and nothing else.</summary>
internal sealed class BrandTexts
{
    private readonly List<Line> title = [];
    private readonly List<Line> closing = [];

    internal static BrandTexts Set(VideoOrder order, BrandFilmColours colours)
    {
        var texts = new BrandTexts();
        var (unit, ink) = (Math.Min(order.Width, order.Height), colours.Ink(colours.Brand));
        var tall = order.Height > order.Width * 1.2;
        var column = (int)(order.Width * 0.84);
        var name = Heading(order.Title.Trim(), unit * 0.07, unit * 0.05, column);
        var vendor = Vendor(order, unit, column);
        var gap = vendor is null ? 0 : (int)(unit * 0.024);
        var tallness = name.Height + gap + (vendor?.Height ?? 0);
        var top = order.Height * (tall ? 0.74 : 0.866) - tallness / 2.0;
        var left = order.Width * 0.08;
        if (vendor is not null)
        {
            texts.title.Add(Line.From(vendor, ink, left, top, 0.35f, 0.82f));
        }
        texts.title.Add(Line.From(name, ink, left, top + gap + (vendor?.Height ?? 0), 0.45f, 1));
        texts.Close(order, unit, ink);
        return texts;
    }

    internal Painting Title(float time) => Shown(title, time);

    internal Painting Closing(float time) => Shown(closing, time);

    private static TextInk? Vendor(VideoOrder order, int unit, int column) => string.IsNullOrWhiteSpace(order.Vendor)
        ? null
        : TextInk.Fit(order.Vendor.Trim().ToUpper(CultureInfo.InvariantCulture), "Semi-Bold", unit * 0.029, unit * 0.02, column, (int)(unit * 0.045), 0.14);

    /// <summary>One line where the words fit at a good size, else as many smaller lines as the room holds.</summary>
    private static TextInk Heading(string words, double largest, double smallest, int column)
    {
        var line = (int)(largest * 1.5);
        for (var size = largest; size >= smallest; size *= 0.94)
        {
            var single = TextInk.Set(words, "Bold", size, column * 4, -0.022);
            if (single.Width <= column)
            {
                return single;
            }
        }
        return TextInk.Fit(words, "Bold", smallest * 1.16, smallest * 0.8, column, line + (int)smallest, -0.02, 1.12);
    }

    /// <summary>The store's name stands alone; without one the film closes on the product's maker or name.</summary>
    private void Close(VideoOrder order, int unit, Rgb ink)
    {
        var words = new[] { order.StoreName, order.Vendor, order.Title }.First(text => !string.IsNullOrWhiteSpace(text))!.Trim();
        var name = Heading(words, unit * 0.11, unit * 0.07, (int)(order.Width * 0.84));
        closing.Add(Line.From(name, ink, (order.Width - name.Width) / 2.0, (order.Height - name.Height) / 2.0, 0.02f, 1));
    }

    private static Stack Shown(List<Line> lines, float time) => new([.. lines.Select(line =>
    {
        var arrived = Ease.Out(Ease.Span(time, line.Start, 0.75f));
        return line.Sprite.At(line.Left, line.Top + (1 - arrived) * line.Rise, 1, Math.Min(1, arrived * 1.15f) * line.Strength);
    })]);

    private sealed record Line(Sprite Sprite, float Left, float Top, float Rise, float Start, float Strength)
    {
        internal static Line From(TextInk ink, Rgb colour, double left, double top, float start, float strength) => new(
            new Sprite(Texture.Clear(ink.Width, ink.Height).Tint(ink.Ink, colour), 0, 0),
            (float)Math.Round(left), (float)Math.Round(top), Math.Max(24, ink.Height * 0.5f), start, strength);
    }
}
