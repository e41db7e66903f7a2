using System.IO.Compression;
using Microsoft.VisualBasic.FileIO;

namespace Commerce.Tests.Batches.Results;

/// <summary>An archive as its reader sees it, with the lines of its manifest.</summary>
internal sealed record Manifested(IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<IReadOnlyDictionary<string, string>> Lines)
{
    public static Manifested Read(Stream archive)
    {
        archive.Position = 0;
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        var files = zip.Entries.ToDictionary(entry => entry.FullName, Bytes);
        var lines = Parse(files["manifest.csv"]);
        files.Remove("manifest.csv");
        return new Manifested(files, lines);
    }

    public static List<IReadOnlyDictionary<string, string>> Parse(byte[] csv)
    {
        using var reader = new TextFieldParser(new MemoryStream(csv)) { TextFieldType = FieldType.Delimited, Delimiters = [","], TrimWhiteSpace = false };
        var titles = reader.ReadFields()!;
        var lines = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadFields() is { } cells)
        {
            lines.Add(titles.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return lines;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
