using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>
/// Texts as names and prompts hold them: on one line, without signs that steer a printer or turn text around. Line ends,
/// which are common, become blanks.
/// </summary>
internal static class PlainText
{
    private const char LastPlain = '\u200a';
    private const char NextLine = '\u0085';

    /// <summary>Makes a part of a text plain; the text itself where the part is all of it and plain already.</summary>
    public static string Of(string whole, ReadOnlySpan<char> part)
    {
        if (IsPlain(part))
            return part.Length == whole.Length ? whole : part.ToString();
        // Nearly always line feeds are all that is strange, and one pass is enough for them.
        var line = string.Create(part.Length, part, static (target, source) => target[0] = PutOnOneLine(source, target) ? target[0] : '\0');
        return line[0] != '\0' ? line : WithoutSigns(part.ToString());
    }

    private static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', LastPlain);

    // Copies with blanks for line feeds; false when anything else is not plain.
    private static bool PutOnOneLine(ReadOnlySpan<char> source, Span<char> target)
    {
        var last = source.Length - Vector<ushort>.Count;
        if (last < 0)
            return PutShort(source, target);
        var from = MemoryMarshal.Cast<char, ushort>(source);
        var to = MemoryMarshal.Cast<char, ushort>(target);
        var strange = Vector<ushort>.Zero;
        for (var step = 0; step < source.Length; step += Vector<ushort>.Count)
        {
            // The last step goes back far enough to end with the text.
            var place = Math.Min(step, last);
            var signs = new Vector<ushort>(from[place..]);
            signs = Vector.ConditionalSelect(Vector.Equals(signs, new Vector<ushort>('\n')), new Vector<ushort>(' '), signs);
            strange |= Vector.GreaterThan(signs - new Vector<ushort>(' '), new Vector<ushort>(LastPlain - ' ')) | Vector.Equals(signs, new Vector<ushort>(NextLine));
            signs.CopyTo(to[place..]);
        }
        return strange == Vector<ushort>.Zero;
    }

    private static bool PutShort(ReadOnlySpan<char> source, Span<char> target)
    {
        source.Replace(target, '\n', ' ');
        return IsPlain(target) && !target.Contains(NextLine);
    }

    private static string WithoutSigns(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return IsPlain(line) ? line : string.Concat(line.Where(sign => char.GetUnicodeCategory(sign) is not (UnicodeCategory.Control or UnicodeCategory.Format)));
    }
}
