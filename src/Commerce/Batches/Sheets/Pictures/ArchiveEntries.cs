using System.IO.Compression;
using Commerce.Media;

namespace Commerce.Batches.Sheets.Pictures;

/// <summary>What may be believed of an entry of a ZIP that a stranger made.</summary>
internal static class ArchiveEntries
{
    private const int LongestName = 500;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    /// <summary>Whether it is a file that a person put there; folders and what systems add are not.</summary>
    public static bool IsWanted(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\')
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && Path.GetFileName(entry.FullName.Replace('\\', '/')) is not (".DS_Store" or "Thumbs.db" or "desktop.ini");

    /// <summary>Its path with forward slashes and nothing that a database does not keep.</summary>
    public static string NameOf(ZipArchiveEntry entry)
    {
        var name = string.Concat(entry.FullName.Replace('\\', '/').Where(sign => !char.IsControl(sign)));
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    /// <summary>Why it is not even unpacked; null when it may be tried.</summary>
    public static string? Refusal(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains(".."))
            return "Its path leads out of the ZIP.";
        if (name.Length > LongestName)
            return "Its path is too long.";
        if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
            return "It is a link, not a picture.";
        return entry.IsEncrypted ? "It is protected by a password." : null;
    }

    /// <summary>Writes its bytes to a file, counted as they come: what the ZIP says of its size is not believed.</summary>
    /// <exception cref="MediaException">It is larger than the limit.</exception>
    public static async Task<long> UnpackAsync(ZipArchiveEntry entry, string path, long most, CancellationToken cancellationToken)
    {
        await using var packed = await entry.OpenAsync(cancellationToken);
        await using var file = File.Create(path);
        var buffer = new byte[81920];
        var total = 0L;
        for (int read; (read = await packed.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
            if (total > most)
                throw new MediaException("picture-file-too-large", $"This file is larger than {most / (1024 * 1024)} MB. Save a smaller copy and try again.");
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        return total;
    }
}
