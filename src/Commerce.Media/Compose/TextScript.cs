namespace Commerce.Media.Compose;

/// <summary>What a text's letters ask for: a font that has them, a direction, and whether they may be spaced apart.</summary>
internal static class TextScript
{
    /// <summary>Whether the first letter with a direction runs from right to left.</summary>
    internal static bool RunsLeft(string text) => text.Where(char.IsLetter).Select(letter => letter is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefc')).FirstOrDefault();

    /// <summary>Latin, Greek and Cyrillic letters stand alone and may be tracked; others join, stack or fill a square.</summary>
    internal static bool StandsAlone(string text) => !text.Any(letter => letter is >= '\u0590' and <= '\u1cff' or >= '\u2e80' and <= '\ufaff' or >= '\ufb1d' and <= '\ufefc');

    /// <summary>Font families in the order to look in, as Pango reads them. The same Chinese character is drawn differently in each country.</summary>
    internal static string Families(string text) => $"Inter,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans CJK {Han(text)},Noto Sans,";

    /// <summary>The language to shape the text for; null for the default.</summary>
    internal static string? Language(string text) => Han(text) switch
    {
        "JP" => "ja",
        "KR" => "ko",
        _ => text.Any(IsHan) ? "zh-cn" : null,
    };

    private static string Han(string text) => text.Any(letter => letter is >= '\u3040' and <= '\u30ff') ? "JP" : text.Any(letter => letter is >= '\uac00' and <= '\ud7a3') ? "KR" : "SC";

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9fff';
}
