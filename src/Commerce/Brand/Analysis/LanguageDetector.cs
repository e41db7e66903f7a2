using System.Collections.Frozen;

namespace Commerce.Brand.Analysis;

/// <summary>Tells the language of a text by its script and its most frequent small words.</summary>
public static class LanguageDetector
{
    private const int EnoughWords = 12;

    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = EmbeddedData.Read<Dictionary<string, string>>("languages.json")
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Split(' ').ToFrozenSet());

    public static TextLanguage Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ByScript(text) is { } script)
        {
            return script;
        }

        var words = Words.Of(text);
        if (words.Count < EnoughWords)
        {
            return TextLanguage.Unknown;
        }

        var ranked = SmallWords
            .Select(entry => (Code: entry.Key, Share: words.Count(entry.Value.Contains) / (double)words.Count))
            .OrderByDescending(entry => entry.Share).ThenBy(entry => entry.Code, StringComparer.Ordinal)
            .ToList();
        var (best, second) = (ranked[0], ranked[1]);
        if (best.Share < 0.04)
        {
            return TextLanguage.Unknown;
        }

        // Prose has roughly a third of small words; product lists have fewer, so both the share and the lead over the next language count.
        var confidence = Math.Min(1, best.Share / 0.25) * Math.Min(1, (best.Share - second.Share) / best.Share * 2);
        return new TextLanguage(best.Code, Math.Round(confidence, 2));
    }

    private static TextLanguage? ByScript(string text)
    {
        var letters = text.Where(char.IsLetter).ToList();
        if (letters.Count == 0)
        {
            return TextLanguage.Unknown;
        }

        var scripts = letters.GroupBy(Script).ToDictionary(group => group.Key, group => group.Count() / (double)letters.Count);
        double Share(string script) => scripts.GetValueOrDefault(script);
        if (Share("kana") > 0.05)
        {
            return new TextLanguage("ja", 0.95);
        }

        var (code, share) = new[] { ("zh", Share("han")), ("ko", Share("hangul")), ("he", Share("hebrew")), ("ar", Share("arabic")), ("el", Share("greek")), ("th", Share("thai")), ("ru", Share("cyrillic")) }
            .MaxBy(entry => entry.Item2);
        if (share < 0.3)
        {
            return null;
        }

        return code == "ru" ? Cyrillic(letters) : new TextLanguage(code, Math.Round(Math.Min(0.95, share + 0.3), 2));
    }

    // Letters that one of these alphabets has and the others do not.
    private static TextLanguage Cyrillic(List<char> letters)
    {
        var count = (double)letters.Count;
        if (letters.Count(letter => letter is 'і' or 'ї' or 'є' or 'ґ') / count > 0.01)
        {
            return new TextLanguage("uk", 0.9);
        }

        return letters.Count(letter => letter is 'ы' or 'э' or 'ё') / count > 0.004 ? new TextLanguage("ru", 0.9) : new TextLanguage("bg", 0.7);
    }

    private static string Script(char letter) => letter switch
    {
        >= '\u3040' and <= '\u30ff' => "kana",
        >= '\u4e00' and <= '\u9fff' => "han",
        >= '\uac00' and <= '\ud7a3' => "hangul",
        >= '\u0590' and <= '\u05ff' => "hebrew",
        >= '\u0600' and <= '\u06ff' => "arabic",
        >= '\u0370' and <= '\u03ff' => "greek",
        >= '\u0e00' and <= '\u0e7f' => "thai",
        >= '\u0400' and <= '\u04ff' => "cyrillic",
        _ => "other",
    };
}
