using System.Globalization;
using Commerce.Providers;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Languages as sheets name them: by code or by their name, in English or in the language itself.</summary>
public static class SheetLanguage
{
    private static readonly string[] Codes =
    [
        "en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "el", "et", "lv", "lt", "tr", "uk", "ru",
        "ar", "he", "hi", "th", "vi", "id", "ms", "ja", "ko", "zh", "ca", "is", "ga",
    ];

    private static readonly Dictionary<string, string> ByName = Codes
        .SelectMany(code => Names(code).Select(name => (Name: Headings.Simplify(name), code)))
        .DistinctBy(pair => pair.Name)
        .ToDictionary(pair => pair.Name, pair => pair.code, StringComparer.Ordinal);

    /// <summary>The two-letter code of a value such as <c>de-AT</c>, <c>German</c> or <c>Deutsch</c>; null when it is no language we know.</summary>
    public static string? Find(string value)
    {
        var simple = Headings.Simplify(value);
        return ByName.GetValueOrDefault(simple) ?? (simple.Length == 5 && simple[2] == ' ' ? ByName.GetValueOrDefault(simple[..2]) : null);
    }

    /// <summary>The language a shop is written in, by its locale; the usual one where that is none we know.</summary>
    public static string OfShop(string locale) => Find(locale) ?? GenerationOrder.UsualLanguage;

    /// <summary>The name that was perhaps meant.</summary>
    public static string? NearestTo(string value) => Nearest.Of(value, Codes.Select(code => CultureInfo.GetCultureInfo(code).EnglishName));

    private static IEnumerable<string> Names(string code)
    {
        var culture = CultureInfo.GetCultureInfo(code);
        return [code, culture.EnglishName, culture.NativeName, culture.ThreeLetterISOLanguageName];
    }
}
