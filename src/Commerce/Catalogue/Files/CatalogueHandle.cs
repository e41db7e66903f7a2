using System.Globalization;
using System.Text;

namespace Commerce.Catalogue.Files;

/// <summary>Makes the url-safe name of a product from any text: lower case, no accents, words joined by single hyphens.</summary>
internal static class CatalogueHandle
{
    private const int Longest = 255;

    /// <summary>Empty when the text holds neither letter nor digit.</summary>
    public static string From(string text)
    {
        var handle = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD))
            Append(handle, character);
        var whole = handle.ToString().Normalize(NormalizationForm.FormC);
        return whole[..Math.Min(whole.Length, Longest)].Trim('-');
    }

    private static void Append(StringBuilder handle, char character)
    {
        if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark || character is '\'' or '’')
            return;
        if (char.IsLetterOrDigit(character))
            handle.Append(char.ToLowerInvariant(character));
        else if (handle.Length > 0 && handle[^1] != '-')
            handle.Append('-');
    }
}
