using System.IO.Compression;
using System.Xml;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>The parts of a workbook by name. Only XML without a document type is read; nothing it refers to is ever fetched.</summary>
internal sealed class Package(ZipArchive archive) : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    };

    /// <exception cref="UnreadableFileException">It is no archive.</exception>
    public static Package Open(Stream content)
    {
        content.Position = 0;
        try
        {
            return new Package(new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true));
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    public static UnreadableFileException Damaged() =>
        new("damaged", "The workbook is damaged or was not uploaded to its end. Save it again and upload the new file.");

    /// <summary>Opens a part; null when the workbook has none of the name.</summary>
    public XmlReader? Find(string name)
    {
        var entry = archive.GetEntry(name.TrimStart('/'));
        return entry is null ? null : XmlReader.Create(new PartStream(entry.Open(), entry.CompressedLength), Settings);
    }

    /// <summary>The targets that a part's relationships name, by id: their kind and their part's name.</summary>
    public Dictionary<string, (string Kind, string Part)> Relations(string name)
    {
        var folder = name.Contains('/', StringComparison.Ordinal) ? name[..(name.LastIndexOf('/') + 1)] : "";
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var reader = Find($"{folder}_rels/{name[folder.Length..]}.rels");
        while (reader is not null && reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
                found[id] = (KindOf(reader.GetAttribute("Type") ?? ""), target.StartsWith('/') ? target[1..] : folder + target);
        return found;
    }

    public void Dispose() => archive.Dispose();

    private static string KindOf(string type) => type[(type.LastIndexOf('/') + 1)..];
}
