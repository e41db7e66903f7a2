using System.Text.RegularExpressions;

namespace Commerce.Catalogue.Files;

/// <summary>Finds the picture that a cell names: a web address as it is, or a file inside the catalogue folder.</summary>
internal sealed partial class CatalogueImages(string? folder)
{
    private readonly string? root = folder is null ? null : Path.GetFullPath(folder);

    public (string? Path, Uri? Url, string? Code, string? Sentence) Find(string source)
    {
        if (source.StartsWith("//", StringComparison.Ordinal))
            return Find("https:" + source);
        if (IsWebAddress(source))
            return Uri.TryCreate(source, UriKind.Absolute, out var url)
                ? (null, url, null, null)
                : Refuse("image_address", $"The picture address {Short(source)} is not a valid web address. Correct it and load the file again.");
        if (root is null)
            return Refuse("image_relative", $"The picture {Short(source)} is named by a path, but only a file was given, not its folder. Use a web address.");
        if (Resolve(source) is not { } path)
            return Refuse("image_outside", $"The picture {Short(source)} is not inside the catalogue folder, so it was not read. Put it into the folder and name it by its path from there.");
        if (File.Exists(path))
            return (path, null, null, null);
        if (Resolve(Uri.UnescapeDataString(source)) is { } plain && File.Exists(plain))
            return (plain, null, null, null);
        return Refuse("image_missing", $"The picture {Short(source)} is not in the catalogue folder. The product was read without it.");
    }

    /// <summary>The pictures of a cell that lists several.</summary>
    public static IEnumerable<string> Divide(string list) =>
        (list.Contains("://", StringComparison.Ordinal) ? BetweenAddresses() : BetweenPaths()).Split(list).Select(part => part.Trim()).Where(part => part.Length > 0);

    // A web address may itself hold these signs, so between addresses a blank or the next address must follow.
    [GeneratedRegex(@"[,;|](?:\s+|(?=https?://))|\n")]
    private static partial Regex BetweenAddresses();

    [GeneratedRegex(@"[,;|\n]")]
    private static partial Regex BetweenPaths();

    private static bool IsWebAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static (string?, Uri?, string?, string?) Refuse(string code, string sentence) => (null, null, code, sentence);

    private static string Short(string source) => source.Length <= 120 ? source : source[..120] + "…";

    private string? Resolve(string source)
    {
        var parts = source.Replace('\\', '/').Split('/');
        if (parts[0].Length == 0 || source.AsSpan().ContainsAny(':', '\0'))
            return null;
        var path = root!;
        foreach (var part in parts.Where(part => part is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            // A link inside the folder could lead anywhere on the machine.
            if (part == ".." || new FileInfo(path).LinkTarget is not null)
                return null;
        }
        return path;
    }
}
