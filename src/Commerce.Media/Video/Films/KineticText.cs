using Commerce.Media.Colour;
using Commerce.Media.Compose;

namespace Commerce.Media.Video.Films;

/// <summary>Words whose lines rise one after the other from behind an edge of their own.</summary>
internal sealed class KineticText
{
    private readonly List<Line> lines = [];

    private KineticText()
    {
    }

    /// <summary>Where the words are once they have arrived.</summary>
    internal Area Ink { get; private set; }

    /// <summary>Sets words as large as their area allows, in lines of even length.</summary>
    /// <param name="weight">Inter's, for example <c>Bold</c>.</param>
    /// <param name="largest">Pixels.</param>
    /// <param name="smallest">Pixels; what does not fit even so ends in an ellipsis.</param>
    /// <param name="across">0 sets to the left, 0.5 in the middle.</param>
    /// <param name="down">0 sets to the area's top, 1 to its bottom.</param>
    internal static KineticText Set(string words, string weight, float largest, float smallest, Area area, Rgb colour, float across = 0, float down = 0.5f, double tracking = -0.02)
    {
        var ink = Even(string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), weight, largest, smallest, (int)area.Width, (int)area.Height, tracking);
        var text = new KineticText();
        var top = area.Top + (area.Height - ink.Height) * down;
        var (left, right) = (float.MaxValue, float.MinValue);
        foreach (var (from, to) in Strips(ink))
        {
            var (first, last) = Ends(ink, from, to);
            var (width, height) = (last - first + 1, to - from);
            var map = new byte[width * height];
            for (var y = 0; y < height; y++)
            {
                ink.Ink.AsSpan((from + y) * ink.Width + first, width).CopyTo(map.AsSpan(y * width));
            }
            var x = MathF.Round(across == 0 ? area.Left + first : area.Left + (area.Width - width) * across);
            text.lines.Add(new Line(new Sprite(Texture.Clear(width, height).Tint(map, colour), 0, 0), x, MathF.Round(top + from), height));
            (left, right) = (Math.Min(left, x), Math.Max(right, x + width));
        }
        text.Ink = new Area(left, top, right - left, ink.Height);
        return text;
    }

    /// <summary>The words from a time on, and gone again after another.</summary>
    internal Layer Rise(float start, float leave = float.MaxValue, float length = 0.55f, float stagger = 0.08f) => time =>
    {
        const float Leaving = 0.22f;
        if (time < start || time > leave + Leaving)
        {
            return Painting.Nothing;
        }
        var gone = Ease.Span(time, leave, Leaving);
        return new Stack([.. lines.Select((line, at) =>
        {
            var arrived = Ease.Out(Ease.Span(time, start + at * stagger, length));
            var words = line.Sprite.At(line.Left, line.Top + (1 - arrived) * line.Height * 1.05f - gone * gone * line.Height * 1.05f);
            return new Part(words, Columns.All, line.Top - 1, line.Top + line.Height + 1);
        })]);
    };

    /// <summary>Large at first and settling to size, for words that strike.</summary>
    internal Layer Strike(float start, float from = 1.5f) => time =>
    {
        var arrived = Ease.Out(Ease.Span(time, start, 0.4f));
        var (scale, seen) = (from + (1 - from) * arrived + Math.Max(0, time - start) * 0.012f, Ease.Span(time, start, 0.12f));
        return new Stack([.. lines.Select(line =>
        {
            var (x, top) = (Ink.MiddleX + (line.Left - Ink.MiddleX) * scale, Ink.MiddleY + (line.Top - Ink.MiddleY) * scale);
            return line.Sprite.At(x, top, scale, seen);
        })]);
    };

    /// <summary>The same words further right.</summary>
    internal KineticText Shifted(float across)
    {
        var text = new KineticText { Ink = Ink with { Left = Ink.Left + across } };
        text.lines.AddRange(lines.Select(line => line with { Left = line.Left + across }));
        return text;
    }

    private static TextInk Even(string words, string weight, float largest, float smallest, int width, int height, double tracking)
    {
        const double Leading = 1.12;
        for (var size = largest; size >= smallest; size *= 0.93f)
        {
            var ink = TextInk.Set(words, weight, size, width, tracking, Leading);
            if (ink.Width > width || ink.Height > height)
            {
                continue;
            }
            for (var narrower = (int)(ink.Width * 0.93); narrower > ink.Width / 2; narrower = (int)(narrower * 0.93))
            {
                var even = TextInk.Set(words, weight, size, narrower, tracking, Leading);
                if (even.Height > ink.Height + 2 || even.Width > narrower)
                {
                    break;
                }
                ink = even;
            }
            return ink;
        }
        return TextInk.Fit(words, weight, smallest, smallest * 0.97, width, height, tracking, Leading);
    }

    /// <summary>The block's lines, told apart by the empty rows between them.</summary>
    private static List<(int From, int To)> Strips(TextInk ink)
    {
        var (strips, from) = (new List<(int From, int To)>(), -1);
        for (var y = 0; y <= ink.Height; y++)
        {
            var empty = y == ink.Height || ink.Ink.AsSpan(y * ink.Width, ink.Width).IndexOfAnyExceptInRange((byte)0, (byte)24) < 0;
            if (!empty && from < 0)
            {
                from = y;
            }
            if (empty && from >= 0)
            {
                strips.Add((from, y));
                from = -1;
            }
        }
        // A dot or an accent alone is no line of its own.
        var usual = strips.Count == 0 ? 0 : strips.Max(strip => strip.To - strip.From);
        for (var at = strips.Count - 2; at >= 0; at--)
        {
            if (strips[at].To - strips[at].From < usual * 0.4f || strips[at + 1].To - strips[at + 1].From < usual * 0.4f)
            {
                strips[at] = (strips[at].From, strips[at + 1].To);
                strips.RemoveAt(at + 1);
            }
        }
        return [.. strips.Select(strip => (Math.Max(0, strip.From - 1), Math.Min(ink.Height, strip.To + 1)))];
    }

    private static (int First, int Last) Ends(TextInk ink, int from, int to)
    {
        var (first, last) = (ink.Width - 1, 0);
        for (var y = from; y < to; y++)
        {
            for (var x = 0; x < ink.Width; x++)
            {
                if (ink.Ink[y * ink.Width + x] > 0)
                {
                    (first, last) = (Math.Min(first, x), Math.Max(last, x));
                }
            }
        }
        return first > last ? (0, ink.Width - 1) : (first, last);
    }

    private sealed record Line(Sprite Sprite, float Left, float Top, int Height);
}
