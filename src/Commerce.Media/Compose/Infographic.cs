using System.Globalization;
using System.Text;
using Commerce.Media.Colour;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Sets the product beside its title and up to three facts. Every word comes from the order.</summary>
internal sealed class Infographic(CompositionOrder order, SceneColours colours)
{
    private const int MostPoints = 3;
    private readonly string[] points = [.. order.SellingPoints.Select(point => point.Trim()).Where(point => point.Length > 0).Take(MostPoints)];

    // Readers of Arabic or Hebrew begin at the right: text and product change sides.
    private readonly bool mirrored = TextScript.RunsLeft(order.Title);

    /// <summary>Whether words stand above the product instead of beside it.</summary>
    internal bool Tall { get; } = order.Height > order.Width * 1.15;

    /// <summary>The product's centre across, 0 to 1.</summary>
    internal double Centre => Tall ? 0.5 : mirrored ? 1 - 0.715 : 0.715;

    /// <summary>Where the product's foot stands, 0 to 1.</summary>
    internal double Ground => Tall ? 0.93 : 0.82;

    /// <summary>The area the product may fill.</summary>
    internal RoomArea Room => Tall ? new RoomArea(0.72f, 0.42f) : new RoomArea(0.46f, 0.62f);

    private Rgb Readable => colours.Accent.Contrast(colours.Wall) >= 4.5f ? colours.Accent : colours.Ink;

    private int Indent => Size(0.054);

    private int Between => Size(Tall ? 0.03 : 0.056);

    /// <summary>The shape behind the product.</summary>
    internal byte[] Panel(PixelBox product)
    {
        var panel = new Oklab(colours.Wall.Oklab.L - 0.075f, colours.Wall.Oklab.A * 2.6f, colours.Wall.Oklab.B * 2.6f).ToRgb();
        var (x, y) = (product.Left + product.Width / 2.0, product.Top + product.Height / 2.0);
        var radius = order.Width * (Tall ? 0.4 : 0.262);
        return Draw($"<circle cx='{x:0}' cy='{y:0}' r='{radius:0}' fill='{panel.Hex}'/>");
    }

    /// <summary>Prints title and facts, with a fine line from each fact to the product.</summary>
    internal void Print(Canvas canvas, PlacedProduct product)
    {
        var margin = (int)(order.Width * 0.068);
        var column = Tall ? order.Width - 2 * margin : (int)(order.Width * 0.375);
        var vendor = string.IsNullOrWhiteSpace(order.Vendor) ? null
            : TextInk.Fit(order.Vendor.Trim().ToUpper(CultureInfo.InvariantCulture), "Semi-Bold", Size(Tall ? 0.026 : 0.02), Size(0.014), column, Size(0.04), 0.14);
        var title = TextInk.Fit(order.Title.Trim(), "Bold", Size(Tall ? 0.095 : 0.07), Size(0.034), column, (int)(order.Height * (Tall ? 0.15 : 0.26)), -0.022, 0.9);
        var facts = TextInk.FitAll(points, "Medium", Size(Tall ? 0.042 : 0.033), Size(0.02), column - Indent, Size(Tall ? 0.11 : 0.15), -0.006, 1.04);
        var (afterVendor, afterTitle, afterRule) = (Size(0.026), Size(0.036), Size(Tall ? 0.036 : 0.058));
        var total = (vendor is null ? 0 : vendor.Height + afterVendor) + title.Height + afterTitle + afterRule + facts.Sum(fact => fact.Height) + Math.Max(0, facts.Length - 1) * Between;
        var y = Tall ? (int)(order.Height * 0.06) : Math.Max(Size(0.07), (order.Height - total) / 2);
        if (vendor is not null)
        {
            canvas.Print(vendor.Ink, vendor.At(From(margin, vendor.Width), y), Readable);
            y += vendor.Height + afterVendor;
        }
        canvas.Print(title.Ink, title.At(From(margin, title.Width), y), colours.Ink);
        y += title.Height + afterTitle;
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"<rect x='{From(margin, Size(0.055))}' y='{y}' width='{Size(0.055)}' height='{Math.Max(3, Size(0.0036))}' rx='{Size(0.0018)}' fill='{colours.Accent.Hex}'/>");
        Facts(canvas, product, facts, lines, margin, column, y + afterRule);
        canvas.Lay(Draw(lines.ToString()), new PixelBox(0, 0, order.Width, order.Height));
    }

    private void Facts(Canvas canvas, PlacedProduct product, TextInk[] facts, StringBuilder lines, int margin, int column, int y)
    {
        var alpha = product.Alpha();
        for (var index = 0; index < facts.Length; index++)
        {
            var fact = facts[index];
            var number = TextInk.Set((index + 1).ToString("00", CultureInfo.InvariantCulture), "Semi-Bold", Size(0.02), column, 0.02);
            canvas.Print(number.Ink, number.At(From(margin, number.Width), y + Size(0.003)), Readable);
            canvas.Print(fact.Ink, fact.At(From(margin + Indent, fact.Width), y), colours.Ink);
            if (!Tall)
            {
                lines.Append(Callout(alpha, product.Box, margin + Indent + fact.Width + Size(0.016), y + Size(0.013)));
            }
            y += fact.Height + Between;
            if (index < facts.Length - 1)
            {
                lines.Append(CultureInfo.InvariantCulture, $"<rect x='{From(margin, column)}' y='{y - Between / 2}' width='{column}' height='{Math.Max(1, Size(0.0009))}' fill='{colours.Ink.Hex}' opacity='0.22'/>");
            }
        }
    }

    /// <summary>A hairline from the end of a fact to the product's outline at the same height, ending in a dot just before it.</summary>
    private string Callout(byte[] alpha, PixelBox box, int start, int y)
    {
        var reach = Size(0.009);
        var outline = Outline(alpha, box, y - reach, y + reach);
        if (outline is null || outline - reach - start is not { } length || length < Size(0.03))
        {
            return string.Empty;
        }
        var (from, to) = (From(start, 0), From(start + length, 0));
        var thin = Math.Max(1.5, order.Width * 0.0009);
        return string.Create(CultureInfo.InvariantCulture,
            $"<path d='M{from} {y}H{to}' stroke='{colours.Accent.Hex}' stroke-width='{thin:0.0}' fill='none'/><circle cx='{to}' cy='{y}' r='{Size(0.0062)}' fill='{colours.Wall.Hex}'/><circle cx='{to}' cy='{y}' r='{Size(0.0038)}' fill='{colours.Accent.Hex}'/>");
    }

    /// <summary>How far from the text's side the product begins between two rows; null where it does not reach. The dot never covers the product.</summary>
    private int? Outline(byte[] alpha, PixelBox box, int top, int bottom)
    {
        int? nearest = null;
        for (var row = Math.Max(0, top - box.Top); row <= Math.Min(box.Height - 1, bottom - box.Top); row++)
        {
            var line = alpha.AsSpan(row * box.Width, box.Width);
            var first = mirrored ? line.LastIndexOfAnyExcept((byte)0) : line.IndexOfAnyExcept((byte)0);
            if (first >= 0)
            {
                var distance = mirrored ? order.Width - (box.Left + first + 1) : box.Left + first;
                nearest = Math.Min(nearest ?? distance, distance);
            }
        }
        return nearest;
    }

    /// <summary>The left edge of something that begins a distance from the side where reading begins.</summary>
    private int From(int distance, int width) => mirrored ? order.Width - distance - width : distance;

    private int Size(double share) => (int)Math.Round(Math.Min(order.Width, order.Height) * share);

    private byte[] Draw(FormattableString shapes) => Draw(shapes.ToString(CultureInfo.InvariantCulture));

    private byte[] Draw(string shapes)
    {
        using var image = VipsImage.FromSvg($"<svg xmlns='http://www.w3.org/2000/svg' width='{order.Width}' height='{order.Height}'>{shapes}</svg>");
        return image.ToBytes();
    }
}
