using System.Globalization;
using System.Numerics;

namespace Commerce.Batches.Results;

/// <summary>
/// The names of one archive's files: <c>product-handle/style-ratio-n.ext</c>, each once, also where a system takes upper and
/// lower case for the same. The same results in the same order get the same names.
/// </summary>
public sealed class ArchiveNames
{
    // Above this a ratio reads worse than the size itself.
    private const int LongestSide = 21;

    private readonly Dictionary<Guid, string> folders = [];
    private readonly HashSet<string> taken = new([Manifest.FileName], StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);

    public string Of(ResultRow row)
    {
        var stem = $"{FolderOf(row)}/{SafeName.Of(row.Style, "style")}-{Ratio(row.Width, row.Height)}";
        var number = numbers[stem] = numbers.GetValueOrDefault(stem) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{Extension(row.MimeType)}");
    }

    /// <summary><c>16x9</c>; the size in pixels where no short ratio says it.</summary>
    public static string Ratio(int width, int height)
    {
        var common = (int)BigInteger.GreatestCommonDivisor(width, height);
        return width / common <= LongestSide && height / common <= LongestSide ? $"{width / common}x{height / common}" : $"{width}x{height}";
    }

    private string FolderOf(ResultRow row)
    {
        if (folders.TryGetValue(row.ProductId, out var known))
        {
            return known;
        }

        var (name, number) = (SafeName.Of(row.Handle, "product"), 1);
        var folder = name;
        while (!taken.Add(folder))
        {
            folder = string.Create(CultureInfo.InvariantCulture, $"{name}-{++number}");
        }

        return folders[row.ProductId] = folder;
    }

    private static string Extension(string mimeType) => mimeType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "image/avif" => ".avif",
        "video/mp4" => ".mp4",
        "video/webm" => ".webm",
        "video/quicktime" => ".mov",
        _ => ".bin",
    };
}
