using System.Globalization;
using System.Text;
using Commerce.Media.Colour;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>A price tag, seal or panel beside the product. It says the order's offer and nothing else.</summary>
internal sealed class SaleTag(CompositionOrder order, SceneSet set, SceneColours colours)
{
    private readonly Offer offer = order.Offer!;
    private readonly Rgb paper = set.Name == "tag" ? new Rgb(1, 1, 1) : Deep(colours.Accent);

    /// <summary>Whether the offer stands above the product instead of beside it.</summary>
    internal bool Tall { get; } = order.Height > order.Width * 1.15;

    /// <summary>The product's centre across, 0 to 1.</summary>
    internal double Centre => Tall ? 0.5 : 0.35;

    /// <summary>Where the product's foot stands, 0 to 1.</summary>
    internal double Ground => Tall ? 0.9 : set.Ground;

    /// <summary>The area the product may fill.</summary>
    internal RoomArea Room => Tall ? new RoomArea(0.82f, 0.48f) : new RoomArea(0.54f, 0.7f);

    private Rgb Ink => paper.Luminance > 0.4f ? Deep(colours.Accent).Darker(0.12f, 0.8f) : new Rgb(1, 1, 1);

    private double Side => Math.Min(order.Width, order.Height);

    /// <summary>Draws the shape and prints the offer on it, clear of the product.</summary>
    internal void Print(Canvas canvas, PlacedProduct product)
    {
        var room = Free(product.Box);
        var inside = set.Name switch
        {
            "seal" => Seal(canvas, room),
            "bold" => Panel(canvas, room),
            _ => Hanging(canvas, room),
        };
        Words(canvas, inside);
    }

    /// <summary>A deep tone of a colour, on which white is read with ease.</summary>
    private static Rgb Deep(Rgb accent)
    {
        var deep = accent;
        while (deep.Contrast(new Rgb(1, 1, 1)) < 5.5f)
        {
            deep = deep.Darker(0.03f, 1.02f);
        }
        return deep;
    }

    /// <summary>The part of the picture beside the product, or above it in tall pictures.</summary>
    private PixelBox Free(PixelBox product)
    {
        var gap = (int)(Side * 0.035);
        if (Tall)
        {
            return new PixelBox((int)(order.Width * 0.1), 0, (int)(order.Width * 0.8), product.Top - gap);
        }
        var left = Math.Max(product.Left + product.Width + gap, (int)(order.Width * 0.58));
        return new PixelBox(left, 0, order.Width - left - (int)(Side * 0.04), order.Height);
    }

    /// <summary>A paper tag that hangs from the picture's upper edge.</summary>
    private PixelBox Hanging(Canvas canvas, PixelBox room)
    {
        var wide = Math.Min(room.Width, Tall ? Side * 0.5 : Side * 0.4);
        var high = Math.Min(wide * 1.28, room.Height * (Tall ? 0.76 : 0.6));
        var (x, y) = (room.Left + (room.Width - wide) / 2, Tall ? room.Height - high : order.Height * 0.2);
        var (cut, ring) = (wide * 0.2, wide * 0.05);
        var outline = Invariant($"M{x + cut:0} {y:0}H{x + wide - cut:0}L{x + wide:0} {y + cut:0}V{y + high:0}H{x:0}V{y + cut:0}Z");
        var (hole, string_) = (y + cut * 0.72, Math.Max(1.5, Side * 0.0026));
        Draw(canvas, Shade(outline) + Invariant(
            $"<path d='{outline}' fill='{paper.Hex}' stroke='{paper.Hex}' stroke-width='{wide * 0.035:0.0}' stroke-linejoin='round'/><path d='M{x + wide / 2 - ring * 0.25:0.0} 0L{x + wide / 2:0.0} {hole:0.0}L{x + wide / 2 + ring * 0.45:0.0} 0' fill='none' stroke='{Ink.Hex}' stroke-width='{string_:0.0}' opacity='0.75'/><circle cx='{x + wide / 2:0.0}' cy='{hole:0.0}' r='{ring:0.0}' fill='{colours.Wall.Darker(0.12f, 1).Hex}' stroke='{Ink.Hex}' stroke-width='{ring * 0.4:0.0}'/>"));
        return Box(x + wide * 0.09, y + cut * 1.25, wide * 0.82, high - cut * 1.5);
    }

    /// <summary>A round seal with a waved rim.</summary>
    private PixelBox Seal(Canvas canvas, PixelBox room)
    {
        var radius = Math.Min(room.Width, Math.Min(room.Height * 0.86, Side * (Tall ? 0.66 : 0.5))) / 2.0;
        var (x, y) = (room.Left + room.Width / 2.0, Tall ? room.Height - radius * 1.04 : order.Height * 0.4);
        var rim = new StringBuilder();
        const int Waves = 22;
        for (var point = 0; point < Waves * 12; point++)
        {
            var angle = point * Math.PI * 2 / (Waves * 12);
            var reach = radius * (0.975 + 0.025 * Math.Cos(angle * Waves));
            rim.Append(Invariant($"{(point == 0 ? 'M' : 'L')}{x + Math.Cos(angle) * reach:0.0} {y + Math.Sin(angle) * reach:0.0}"));
        }
        var outline = rim.Append('Z').ToString();
        Draw(canvas, Shade(outline) + Invariant($"<path d='{outline}' fill='{paper.Hex}'/><circle cx='{x:0.0}' cy='{y:0.0}' r='{radius * 0.87:0.0}' fill='none' stroke='white' stroke-opacity='0.55' stroke-width='{radius * 0.012:0.0}'/>"));
        return Box(x - radius * 0.7, y - radius * 0.6, radius * 1.4, radius * 1.2);
    }

    /// <summary>A field of colour over one whole side.</summary>
    private PixelBox Panel(Canvas canvas, PixelBox room)
    {
        var margin = Side * 0.06;
        if (Tall)
        {
            Draw(canvas, Invariant($"<rect width='{order.Width}' height='{room.Height}' fill='{paper.Hex}'/>"));
            return Box(room.Left, margin, room.Width, room.Height - 2 * margin);
        }
        Draw(canvas, Invariant($"<rect x='{room.Left}' width='{order.Width - room.Left}' height='{order.Height}' fill='{paper.Hex}'/>"));
        return Box(room.Left + margin, order.Height * 0.2, order.Width - room.Left - 2 * margin, order.Height * 0.6);
    }

    /// <summary>One centred column: the owner's words, how much less, the price, the price before it.</summary>
    private void Words(Canvas canvas, PixelBox box)
    {
        var lines = new List<(TextInk Ink, bool Struck, double After)>();
        if (!string.IsNullOrWhiteSpace(offer.Words))
        {
            var alone = offer.Now is null;
            lines.Add((TextInk.Fit(offer.Words.Trim(), "Bold", box.Width * (alone ? 0.24 : 0.13), box.Width * 0.06, box.Width, (int)(box.Height * (alone ? 0.95 : 0.3)), -0.01, 1, centred: true), false, 0.07));
        }
        if (offer.PercentOff is { } percent)
        {
            lines.Add((TextInk.Fit($"\u2212{percent}%", "Extra-Bold", box.Width * 0.4, box.Width * 0.12, box.Width, (int)(box.Height * 0.34), -0.03), false, 0.1));
        }
        if (offer.Now is { } now)
        {
            lines.Add((TextInk.Fit(now, "Bold", box.Width * (offer.PercentOff is null ? 0.32 : 0.24), box.Width * 0.07, box.Width, (int)(box.Height * 0.3), -0.02), false, 0.06));
        }
        if (offer.Before is { } before)
        {
            lines.Add((TextInk.Fit(before, "Medium", box.Width * 0.16, box.Width * 0.08, box.Width, (int)(box.Height * 0.16), -0.01), true, 0));
        }
        var gaps = lines.SkipLast(1).Sum(line => line.After * box.Height);
        var y = box.Top + Math.Max(0, (box.Height - lines.Sum(line => line.Ink.Height) - gaps) / 2);
        foreach (var (ink, struck, after) in lines)
        {
            var place = ink.At(box.Left + (box.Width - ink.Width) / 2, (int)y);
            canvas.Print(ink.Ink, place, struck ? Ink.Mix(paper, 0.25f) : Ink);
            if (struck)
            {
                canvas.Print([.. Enumerable.Repeat((byte)255, (ink.Width + ink.Height / 2) * Math.Max(2, ink.Height / 12))],
                    new PixelBox(place.Left - ink.Height / 4, place.Top + ink.Height / 2, ink.Width + ink.Height / 2, Math.Max(2, ink.Height / 12)), Ink);
            }
            y += ink.Height + after * box.Height;
        }
    }

    /// <summary>A soft shade out of ever wider faint outlines, to the side where the product's shadow falls.</summary>
    private string Shade(string outline)
    {
        var svg = new StringBuilder(Invariant($"<g transform='translate({Side * 0.006:0.0} {Side * 0.01:0.0})' fill='black' stroke='black' stroke-linejoin='round'>"));
        for (var copy = 0; copy < 7; copy++)
        {
            svg.Append(Invariant($"<path d='{outline}' opacity='0.028' stroke-width='{Side * 0.006 * copy:0.0}'/>"));
        }
        return svg.Append("</g>").ToString();
    }

    private void Draw(Canvas canvas, string shapes)
    {
        using var image = VipsImage.FromSvg(Invariant($"<svg xmlns='http://www.w3.org/2000/svg' width='{order.Width}' height='{order.Height}'>{shapes}</svg>"));
        canvas.Lay(image.ToBytes(), new PixelBox(0, 0, order.Width, order.Height));
    }

    private static PixelBox Box(double left, double top, double width, double height) => new((int)left, (int)top, (int)width, (int)height);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
