using System.IO.Compression;
using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Reading;
using Commerce.Delimited;
using static Commerce.Tests.Batches.Sheets.Reading.TestWorkbook;

namespace Commerce.Tests.Batches.Sheets.Reading;

/// <summary>Files that want too much, or are not what they say: each is refused in words, and none takes the memory it asks for.</summary>
public sealed class HostileFilesTests
{
    private const long Most = 96L * 1024 * 1024;

    private static IEnumerable<TestCaseData> Files()
    {
        yield return Case("nothing", "mugs.csv", () => new MemoryStream(), "empty");
        yield return Case("only headings", "mugs.csv", () => SheetText.Stream("Name,Image\n"), "no_rows");
        yield return Case("only blanks", "mugs.csv", () => SheetText.Stream(" \n\n \n"), "empty");
        yield return Case("a PDF", "mugs.csv", () => SheetText.Stream("%PDF-1.7 something"), "not_a_sheet");
        yield return Case("a web page", "mugs.csv", () => SheetText.Stream("  <!doctype html><table>"), "not_a_sheet");
        yield return Case("bytes without sense", "mugs.csv", () => new MemoryStream([.. Enumerable.Range(0, 9000).Select(number => (byte)(number * 31 % 7 == 0 ? 0 : number * 13))]), "not_text");
        yield return Case("text called a workbook", "mugs.xlsx", () => SheetText.Stream("Name,Image\nMug,a.jpg\n"), "wrong_extension");
        yield return Case("a workbook called text", "mugs.csv", () => Of(("One", $"<row>{Text("A1", "Name")}</row>")), "wrong_extension");
        yield return Case("a workbook with a password", "mugs.xlsx", () => new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")]), "password");
        yield return Case("an old workbook", "mugs.xls", () => new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]), "not_a_sheet");
        yield return Case("a ZIP of pictures", "mugs.zip", () => Zip(new Dictionary<string, byte[]> { ["a.jpg"] = [1, 2, 3] }), "not_a_sheet");
        yield return Case("a workbook cut off", "mugs.xlsx", () => CutOff(Of(("One", $"<row>{Text("A1", "Name")}</row>"))), "damaged");
        yield return Case("a workbook without sheets", "mugs.xlsx", () => Of(), "no_sheets");
        yield return Case("broken XML", "mugs.xlsx", () => Of(("One", $"<row r=\"1\">{Text("A1", "Name")}</row><row r=\"2\"><c></row>")), "damaged");
        yield return Case("entities that multiply", "mugs.xlsx", Laughs, "damaged");
        yield return Case("10,000 columns of text", "mugs.csv", () => SheetText.Stream(string.Join(',', Enumerable.Range(1, 10_000).Select(number => $"c{number}")) + "\n1\n"), "too_many_columns");
        yield return Case("16,384 columns of a workbook", "mugs.xlsx", () => Of(("One", $"<row r=\"1\">{string.Concat(Enumerable.Range(1, 16_384).Select(_ => "<c t=\"inlineStr\"><is><t>x</t></is></c>"))}</row>")), "headings_broken");
        yield return Case("a column beyond the last", "mugs.xlsx", () => Of(("One", $"<row r=\"1\">{Text("ZZZZZZZ1", "Name")}</row>")), "headings_broken");
        yield return Case("a workbook that unpacks to gigabytes", "mugs.xlsx", Bomb, "unpacks_too_large");
        yield return Case("a cell of 300 MB", "mugs.xlsx", HugeCell, "cell_too_long");
        yield return Case("texts of 200 MB", "mugs.xlsx", ManyTexts, "too_large");
    }

    [TestCaseSource(nameof(Files))]
    public void CG01_a_hostile_file_is_refused_in_words(string name, Func<Stream> file, string code)
    {
        using var content = file();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = Assert.Throws<UnreadableFileException>(() => SheetFacts.Read(content, name, null))!;
        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
            Assert.That(refused.Message, Does.EndWith("."));
            Assert.That(GC.GetTotalMemory(forceFullCollection: false) - before, Is.LessThan(Most * 2));
        });
    }

    [Test]
    public void CG01_a_row_of_a_workbook_that_is_too_wide_costs_only_itself()
    {
        var rows = $"<row r=\"1\">{Text("A1", "Name")}</row><row r=\"2\">{Text("A2", "Mug")}{Text("ZZ2", "far")}</row><row r=\"3\">{Text("A3", "Cup")}</row>";
        using var file = Of(("One", rows));
        using var table = SheetFile.Open(file, SheetKind.Xlsx, null);
        var seen = new List<string>();
        while (table.Next())
            seen.Add(table.Fault?.Code ?? table[0].ToString());
        Assert.That(seen, Is.EqualTo(new[] { "row_too_wide", "Cup" }));
    }

    private static TestCaseData Case(string words, string name, Func<Stream> file, string code) => new TestCaseData(name, file, code).SetName($"CG01_{words.Replace(' ', '_')}_is_refused_as_{code}");

    private static MemoryStream CutOff(MemoryStream file) => new(file.ToArray()[..^40]);

    private static MemoryStream Laughs()
    {
        using var file = Of(("One", ""));
        return Replace(file, "xl/worksheets/sheet1.xml", part => part.Write(Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>")));
    }

    private static MemoryStream Bomb()
    {
        using var file = Of(("One", ""));
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row></row>", 100_000)));
        return Replace(file, "xl/worksheets/sheet1.xml", part =>
        {
            part.Write("<worksheet><sheetData>"u8);
            for (var megabytes = 0; megabytes < 200; megabytes++)
                part.Write(rows);
        });
    }

    private static MemoryStream HugeCell()
    {
        using var file = Of(("One", ""));
        var text = new byte[1_000_000];
        text.AsSpan().Fill((byte)'a');
        return Replace(file, "xl/worksheets/sheet1.xml", part =>
        {
            part.Write("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>"u8);
            for (var megabytes = 0; megabytes < 300; megabytes++)
                part.Write(text);
        });
    }

    private static MemoryStream ManyTexts()
    {
        using var file = Of(("One", $"<row>{Text("A1", "Name")}</row>"));
        var random = new Random(7);
        var text = new byte[20_000];
        return Replace(file, "xl/sharedStrings.xml", part =>
        {
            part.Write("<sst>"u8);
            for (var number = 0; number < 6_000; number++)
            {
                for (var index = 0; index < text.Length; index++)
                    text[index] = index % 40 == 0 ? (byte)random.Next('a', 'z') : (byte)'x';
                part.Write([.. "<si><t>"u8, .. text, .. "</t></si>"u8]);
            }
        });
    }

    private static MemoryStream Replace(MemoryStream file, string name, Action<Stream> write)
    {
        var copy = new MemoryStream();
        using var old = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in old.Entries)
            {
                using var part = archive.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
                using var content = entry.Open();
                if (entry.FullName == name)
                    write(part);
                else
                    content.CopyTo(part);
            }
        copy.Position = 0;
        return copy;
    }
}
