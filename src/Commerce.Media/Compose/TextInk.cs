using System.Globalization;
using System.Net;
using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Text set in Inter, or in the Noto font that has its letters, as one band of ink with its true size.</summary>
internal sealed record TextInk(byte[] Ink, int Width, int Height)
{
    private const double Step = 0.92;

    // The fonts of other scripts leave room for marks above and below each line of their own accord.
    private const double LeadingOfOthers = 0.92;

    /// <summary>Sets text in lines no wider than the width; sizes are in pixels.</summary>
    internal static TextInk Set(string text, string weight, double size, int width, double tracking = 0, double leading = 1.16, bool centred = false)
    {
        var escaped = WebUtility.HtmlEncode(text);
        var alone = TextScript.StandsAlone(text);
        var spacing = alone ? (int)(tracking * size * 1024) : 0;
        var language = TextScript.Language(text) is { } code ? $" lang=\"{code}\"" : "";
        var markup = FormattableString.Invariant($"<span letter_spacing=\"{spacing}\" line_height=\"{(alone ? leading : LeadingOfOthers)}\"{language}>{escaped}</span>");
        using var image = VipsImage.FromText(markup, FormattableString.Invariant($"{TextScript.Families(text)} {weight} {size:0.#}"), width, centred: centred);
        return new TextInk(image.ToBytes(), image.Width, image.Height);
    }

    /// <summary>The largest of the sizes at which the text fits the height, cut with an ellipsis when none does.</summary>
    internal static TextInk Fit(string text, string weight, double largest, double smallest, int width, int height, double tracking, double leading = 1.1, bool centred = false) =>
        FitAll([text], weight, largest, smallest, width, height, tracking, leading, centred)[0];

    /// <summary>Several texts at one size, the largest at which each fits the height; those that never do are cut with an ellipsis.</summary>
    internal static TextInk[] FitAll(IReadOnlyList<string> texts, string weight, double largest, double smallest, int width, int height, double tracking, double leading = 1.1, bool centred = false)
    {
        for (var size = largest; size >= smallest; size *= Step)
        {
            var inks = texts.Select(text => Set(text, weight, size, width, tracking, leading, centred)).TakeWhile(ink => ink.Fits(width, height)).ToArray();
            if (inks.Length == texts.Count)
            {
                return inks;
            }
        }
        return [.. texts.Select(text => Cut(text, words => Set(words, weight, smallest, width, tracking, leading, centred), width, height))];
    }

    internal PixelBox At(int left, int top) => new(left, top, Width, Height);

    /// <summary>As much of the text as fits, cut between words where it has any, never inside a letter.</summary>
    private static TextInk Cut(string text, Func<string, TextInk> set, int width, int height)
    {
        if (set(text) is var whole && whole.Fits(width, height))
        {
            return whole;
        }
        var letters = StringInfo.ParseCombiningCharacters(text);
        var (fits, fails) = (0, letters.Length);
        while (fails - fits > 1)
        {
            var middle = (fits + fails) / 2;
            (fits, fails) = set(Shortened(text, letters[middle])).Fits(width, height) ? (middle, fails) : (fits, middle);
        }
        return set(fits == 0 ? "…" : Shortened(text, letters[fits]));
    }

    private static string Shortened(string text, int length)
    {
        var space = text[length] == ' ' ? length : text.LastIndexOf(' ', length - 1);
        var end = space > length * 0.6 ? space : length;
        return text[..end].TrimEnd(' ', ',', '.', ';', ':', '،', '。', '、') + "…";
    }

    private bool Fits(int width, int height) => Width <= width && Height <= height;
}
