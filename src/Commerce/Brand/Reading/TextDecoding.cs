using System.Text;
using System.Text.RegularExpressions;

namespace Commerce.Brand.Reading;

/// <summary>Turns bytes into text: byte order mark, then the header, then the meta element, then what the bytes themselves allow.</summary>
internal static partial class TextDecoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <returns>The text, and whether the declared character set was missing or wrong and had to be guessed.</returns>
    public static (string Text, bool Guessed) Decode(byte[] bytes, string? headerCharset)
    {
        if (Marked(bytes) is { } marked)
        {
            return (marked, false);
        }

        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2_048));
        var declared = Find(headerCharset) ?? Find(MetaCharset().Match(head).Groups[1].Value);
        if (declared is not null and not UTF8Encoding)
        {
            return (declared.GetString(bytes), false);
        }

        try
        {
            return (StrictUtf8.GetString(bytes), false);
        }
        catch (DecoderFallbackException)
        {
            return (Find("windows-1252")!.GetString(bytes), true);
        }
    }

    private static string? Marked(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        _ => null,
    };

    private static Encoding? Find(string? name)
    {
        var wanted = name?.Trim('"', '\'', ' ');
        if (string.IsNullOrEmpty(wanted) || wanted.Equals("utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(wanted) ?? Encoding.GetEncoding(wanted);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", RegexOptions.IgnoreCase)]
    private static partial Regex MetaCharset();
}
