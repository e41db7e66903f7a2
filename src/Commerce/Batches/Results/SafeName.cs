using System.Globalization;
using System.Text;

namespace Commerce.Batches.Results;

/// <summary>
/// Names for files and folders that every system takes: letters and digits of any script stay, everything else becomes a
/// hyphen. Never a path, never hidden, never a device of Windows, at most 80 bytes.
/// </summary>
public static class SafeName
{
    private const int LongestBytes = 80;
    private const string Kept = "._-";

    private static readonly HashSet<string> Devices = new(
        [
            "con", "prn", "aux", "nul", "conin$", "conout$",
            .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <param name="text">What the name is made of.</param>
    /// <param name="otherwise">A safe name for a text of which nothing is left.</param>
    public static string Of(string text, string otherwise)
    {
        var name = Shorten(Replace(text)).Trim('-', '.', '_');
        return name.Length == 0 ? otherwise : Devices.Contains(name.Split('.')[0]) ? $"{name}-1".Replace(".", "-", StringComparison.Ordinal) : name;
    }

    // One spelling of each letter, so that two systems agree on whether two names are the same.
    private static string Replace(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune) || (rune.IsAscii && Kept.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                safe.Append(rune);
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && safe is not [] && safe[^1] != '-')
            {
                safe.Append('-');
            }
        }

        return safe.Replace("\uFFFD", "").ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Cut between two characters as people see them.
    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestBytes)
        {
            return name;
        }

        var kept = new StringBuilder();
        var bytes = 0;
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext() && (bytes += Encoding.UTF8.GetByteCount(elements.GetTextElement())) <= LongestBytes)
        {
            kept.Append(elements.GetTextElement());
        }

        return kept.ToString();
    }
}
