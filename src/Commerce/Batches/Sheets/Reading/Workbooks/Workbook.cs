using System.Xml;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>An Excel workbook: which sheets it has and where they lie.</summary>
internal sealed class Workbook : IDisposable
{
    private const string Part = "xl/workbook.xml";
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly List<string> sheets = [];

    private Workbook(Package package) => Package = package;

    /// <summary>Names of the sheets with cells that are not hidden, in the workbook's order.</summary>
    public IReadOnlyList<string> Sheets => sheets;

    /// <summary>Whether days are counted from 1904, as old Macs did.</summary>
    public bool From1904 { get; private set; }

    public Package Package { get; }

    /// <exception cref="UnreadableFileException">It has no sheet that could be read.</exception>
    public static Workbook Open(Stream content)
    {
        var workbook = new Workbook(Package.Open(content));
        try
        {
            workbook.ReadSheets();
            return workbook;
        }
        catch (Exception error) when (error is XmlException or InvalidDataException)
        {
            workbook.Dispose();
            throw Package.Damaged();
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <summary>The part of the sheet of that name, or of the first one.</summary>
    public string PartOf(string? sheet) => sheet is not null && parts.TryGetValue(sheet, out var part) ? part : parts[sheets[0]];

    public void Dispose() => Package.Dispose();

    private void ReadSheets()
    {
        var relations = Package.Relations(Part);
        using var reader = Package.Find(Part) ?? throw Package.Damaged();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                From1904 = reader.GetAttribute("date1904") is "1" or "true";
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
                AddSheet(reader, relations);
        }
        if (sheets.Count == 0)
            throw new UnreadableFileException("no_sheets", "The workbook has no visible sheet with cells. Put the table into a sheet and upload the file again.");
    }

    private void AddSheet(XmlReader reader, Dictionary<string, (string Kind, string Part)> relations)
    {
        var id = "";
        for (var found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
            id = reader is { LocalName: "id", Prefix.Length: > 0 } ? reader.Value : id;
        reader.MoveToElement();
        var visible = reader.GetAttribute("state") is null or "visible";
        if (visible && reader.GetAttribute("name") is { Length: > 0 } name && relations.TryGetValue(id, out var target) && target.Kind == "worksheet" && parts.TryAdd(name, target.Part))
            sheets.Add(name);
    }
}
