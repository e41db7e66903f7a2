using System.Text;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Clips;

/// <summary>A text as a transparent picture: white ink on a dark plate, which can be read on any clip.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Box">Where it lies in the frame.</param>
internal sealed record TextPicture(byte[] Png, PixelBox Box)
{
    private const int MostLetters = 300;
    private const int Plate = 150;

    internal static TextPicture Draw(string text, TextPlace place, HouseProfile profile)
    {
        var (width, height) = (profile.Width, profile.Height);
        var size = Math.Min(width, height) * 0.052;
        var ink = TextInk.Fit(Plain(text), "Semi-Bold", size, size * 0.5, (int)(width * 0.65), (int)(height * 0.22), 0, 1.16);
        var pad = (int)Math.Round(size * 0.45);
        // Even corners: the colour of two by two pixels is stored as one.
        var (wide, high) = (ink.Width + pad * 2 + 1 & ~1, ink.Height + pad * 2 + 1 & ~1);
        var top = place switch
        {
            TextPlace.Top => height * 0.15,
            TextPlace.Middle => (height - high) / 2.0,
            _ => height * (height > width ? 0.77 : 0.9) - high,
        };
        using var image = VipsImage.FromBytes(Pixels(ink, wide, high, pad), wide, high, 4);
        using var named = image.Interpreted("srgb");
        return new TextPicture(named.ToPng(), new PixelBox((width - wide) / 2 & ~1, (int)top & ~1, wide, high));
    }

    /// <summary>Without what no font can show and no markup may hold.</summary>
    internal static string Plain(string text)
    {
        var kept = new StringBuilder();
        foreach (var letter in text.EnumerateRunes().Take(MostLetters))
        {
            kept.Append(letter.Value == '\n' ? "\n" : Rune.IsControl(letter) || letter.Value is 0xFFFE or 0xFFFF ? " " : letter.ToString());
        }
        return kept.ToString().Trim() is { Length: > 0 } plain ? plain : "…";
    }

    private static byte[] Pixels(TextInk ink, int width, int height, int pad)
    {
        var pixels = new byte[width * height * 4];
        var radius = Math.Min(pad, height / 2.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = (x - (width - ink.Width) / 2, y - (height - ink.Height) / 2);
                var white = column >= 0 && row >= 0 && column < ink.Width && row < ink.Height ? ink.Ink[row * ink.Width + column] / 255.0 : 0;
                var plate = Inside(x + 0.5, y + 0.5, width, height, radius) * Plate / 255;
                var alpha = white + plate * (1 - white);
                var grey = (byte)Math.Round(alpha > 0 ? 255 * white / alpha : 0);
                var at = (y * width + x) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (grey, grey, grey, (byte)Math.Round(255 * alpha));
            }
        }
        return pixels;
    }

    private static double Inside(double x, double y, int width, int height, double radius)
    {
        var (dx, dy) = (Math.Max(0, Math.Max(radius - x, x - width + radius)), Math.Max(0, Math.Max(radius - y, y - height + radius)));
        return Math.Clamp(radius - Math.Sqrt(dx * dx + dy * dy) + 0.5, 0, 1);
    }
}
