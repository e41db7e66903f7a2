using System.Net;
using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Text set in Inter as one band of ink, with its true size.</summary>
internal sealed record TextInk(byte[] Ink, int Width, int Height)
{
    /// <summary>Sets text in lines no wider than the width; sizes are in pixels.</summary>
    internal static TextInk Set(string text, string weight, double size, int width, double tracking = 0, double leading = 1.16)
    {
        var escaped = WebUtility.HtmlEncode(text);
        var spacing = (int)(tracking * size * 1024);
        var markup = FormattableString.Invariant($"<span letter_spacing=\"{spacing}\" line_height=\"{leading}\">{escaped}</span>");
        using var image = VipsImage.FromText(markup, FormattableString.Invariant($"Inter {weight} {size:0.#}"), width);
        return new TextInk(image.ToBytes(), image.Width, image.Height);
    }

    /// <summary>The largest of the sizes at which the text fits the height, cut with an ellipsis when none does.</summary>
    internal static TextInk Fit(string text, string weight, double largest, double smallest, int width, int height, double tracking, double leading = 1.1)
    {
        for (var size = largest; size >= smallest; size *= 0.92)
        {
            var ink = Set(text, weight, size, width, tracking, leading);
            if (ink.Height <= height && ink.Width <= width)
            {
                return ink;
            }
        }
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = words.Length - 1; count > 0; count--)
        {
            var ink = Set(string.Join(' ', words.Take(count)) + "…", weight, smallest, width, tracking, leading);
            if (ink.Height <= height && ink.Width <= width)
            {
                return ink;
            }
        }
        return Set(words.Length == 0 ? " " : words[0][..Math.Min(words[0].Length, 12)] + "…", weight, smallest, width, tracking, leading);
    }

    internal PixelBox At(int left, int top) => new(left, top, Width, Height);
}
