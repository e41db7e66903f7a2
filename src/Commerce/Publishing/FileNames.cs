using System.Text.RegularExpressions;

namespace Commerce.Publishing;

/// <summary>Names of files in the shop. The item's id makes each unique there, so that a file whose answer was lost can be found again.</summary>
internal static partial class FileNames
{
    private const int HandleLength = 80;

    public static string Of(string handle, string style, Guid id, string extension)
    {
        var plain = Unsafe().Replace(handle, "-").Trim('-');
        var shortened = plain.Length <= HandleLength ? plain : plain[..HandleLength].TrimEnd('-');
        return $"{(shortened.Length == 0 ? "product" : shortened)}-{style}-{id:N}{extension}";
    }

    /// <summary>Another name for the same item: the file that Shopify could not process still has the first one.</summary>
    public static string Next(string name, Guid id)
    {
        var extension = Path.GetExtension(name);
        var end = name.IndexOf(id.ToString("N"), StringComparison.Ordinal) + 32;
        var tries = name[end..^extension.Length] is ['-', .. var number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 1;
        return $"{name[..end]}-{tries + 1}{extension}";
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Unsafe();
}
