using System.IO.Compression;
using System.Text;

namespace Commerce.Tests.Batches.Sheets.Reading;

/// <summary>Workbooks put together part by part, as programs other than ours write them, or as no program would.</summary>
internal static class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook whose sheets have these rows, given as XML below <c>sheetData</c>.</summary>
    public static MemoryStream Of(params IReadOnlyList<(string Name, string Rows)> sheets) => Of(sheets, shared: [], formats: []);

    public static MemoryStream Of(IReadOnlyList<(string Name, string Rows)> sheets, IReadOnlyList<string> shared, IReadOnlyList<string> formats, string properties = "")
    {
        var parts = new Dictionary<string, string>
        {
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{properties}<sheets>{string.Concat(sheets.Select((sheet, index) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{index + 1}\" r:id=\"rId{index + 1}\"/>"))}</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, index) => $"<Relationship Id=\"rId{index + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"))}</Relationships>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(shared)}</sst>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(formats.Select((code, index) => $"<numFmt numFmtId=\"{200 + index}\" formatCode=\"{code}\"/>"))}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/>{string.Concat(formats.Select((_, index) => $"<xf numFmtId=\"{200 + index}\"/>"))}</cellXfs></styleSheet>",
        };
        for (var index = 0; index < sheets.Count; index++)
            parts[$"xl/worksheets/sheet{index + 1}.xml"] = $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[index].Rows}</sheetData></worksheet>";
        return Zip(parts.ToDictionary(part => part.Key, part => Encoding.UTF8.GetBytes(part.Value)));
    }

    public static MemoryStream Zip(IReadOnlyDictionary<string, byte[]> parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        file.Position = 0;
        return file;
    }

    public static string Text(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>";
}
