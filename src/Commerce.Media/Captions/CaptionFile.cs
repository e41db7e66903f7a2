using System.Text;
using System.Text.RegularExpressions;

namespace Commerce.Media.Captions;

/// <summary>Reads and writes captions that lie beside a film, as SubRip (.srt) or WebVTT (.vtt).</summary>
/// <remarks>Sources: WebVTT (W3C); SubRip has no standard, only what its program writes.</remarks>
public static partial class CaptionFile
{
    private const int LargestFile = 2 << 20;
    private const int MostCaptions = 5000;
    private const int LongestText = 500;

    /// <summary>Writes SubRip.</summary>
    public static string WriteSubRip(IEnumerable<Caption> captions) => string.Concat(captions.Select((caption, at) =>
        FormattableString.Invariant($"{at + 1}\r\n{CaptionClock.Write(caption.Start, ',')} --> {CaptionClock.Write(caption.End, ',')}\r\n{Lines(caption.Text, "\r\n")}\r\n\r\n")));

    /// <summary>Writes WebVTT.</summary>
    public static string WriteWebVtt(IEnumerable<Caption> captions) => "WEBVTT\n" + string.Concat(captions.Select(caption =>
        $"\n{CaptionClock.Write(caption.Start, '.')} --> {CaptionClock.Write(caption.End, '.')}\n{Escaped(Lines(caption.Text, "\n"))}\n"));

    /// <summary>
    /// Reads either kind, forgiving what programs and people do to such files: any line ends, byte order marks, missing numbers,
    /// points for commas. Markup, comments and styles are left out, and nothing a file names is ever opened.
    /// </summary>
    /// <param name="bytes">The file; UTF-8, or UTF-16 with a byte order mark.</param>
    /// <exception cref="MediaException"><c>captions-too-large</c>, <c>captions-unreadable</c>.</exception>
    public static IReadOnlyList<Caption> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestFile)
        {
            throw new MediaException("captions-too-large", "This caption file is larger than 2 MB. Captions of ten minutes need a hundredth of it.");
        }
        var lines = Text(bytes).ReplaceLineEndings("\n").Split('\n');
        var found = new List<Caption>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (Times(lines[at]) is not var (start, end))
            {
                continue;
            }
            var words = lines.Skip(at + 1).TakeWhile(line => line.Trim().Length > 0 && !line.Contains("-->", StringComparison.Ordinal)).ToList();
            at += words.Count;
            // Without the empty line in between, the next caption's number would be taken for words.
            if (at + 1 < lines.Length && lines[at + 1].Contains("-->", StringComparison.Ordinal) && words is [.., var last] && last.All(char.IsAsciiDigit))
            {
                words.RemoveAt(words.Count - 1);
            }
            var text = Plain(string.Join('\n', words));
            if (text.Length > 0 && end > start)
            {
                found.Add(new Caption(start, end, text));
            }
            if (found.Count > MostCaptions)
            {
                throw new MediaException("captions-too-large", $"This file holds more than {MostCaptions} captions.");
            }
        }
        return found.Count > 0
            ? [.. found.OrderBy(caption => caption.Start)]
            : throw new MediaException("captions-unreadable", "No captions were found in this file. Save it as SubRip (.srt) or WebVTT (.vtt) in UTF-8 and try again.");
    }

    private static string Text(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes[3..]),
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static (TimeSpan Start, TimeSpan End)? Times(string line)
    {
        var arrow = line.IndexOf("-->", StringComparison.Ordinal);
        if (arrow < 0 || line.Length > 300)
        {
            return null;
        }
        var after = line.AsSpan(arrow + 3).Trim();
        var settings = after.IndexOfAny(' ', '\t');
        return CaptionClock.TryRead(line.AsSpan(0, arrow), out var start) && CaptionClock.TryRead(settings < 0 ? after : after[..settings], out var end) ? (start, end) : null;
    }

    /// <summary>What is left when markup, positions of other programs and characters nobody can see are gone.</summary>
    private static string Plain(string text)
    {
        var bare = System.Net.WebUtility.HtmlDecode(Markup().Replace(text, ""));
        var kept = new string([.. bare.Where(letter => letter == '\n' || !char.IsControl(letter))]);
        kept = string.Join('\n', kept.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
        return kept.Length <= LongestText ? kept : kept[..(char.IsHighSurrogate(kept[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    // An empty line would end the caption, and an arrow would begin another.
    private static string Lines(string text, string end) => string.Join(end, text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0).Select(line => line.Replace("-->", "→", StringComparison.Ordinal)));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")]
    private static partial Regex Markup();
}
