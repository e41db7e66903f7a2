using System.Text;
using Commerce.Batches.Sheets.Reading;
using Commerce.Batches.Sheets.Writing;
using ExcelDataReader;
using static Commerce.Tests.Batches.Sheets.Reading.TestWorkbook;

namespace Commerce.Tests.Batches.Sheets.Reading;

public sealed class WorkbookTests
{
    [Test]
    public void CG01_dates_times_numbers_and_answers_are_what_people_see()
    {
        var rows = $"<row r=\"1\">{Text("A1", "When")}{Text("B1", "Ratio")}{Text("C1", "At")}{Text("D1", "Count")}{Text("E1", "Yes")}{Text("F1", "Own")}{Text("G1", "Length")}</row>"
            + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46352</v></c><c r=\"B2\" s=\"2\"><v>0.67291666666666672</v></c><c r=\"C2\" s=\"3\"><v>46352.75</v></c><c r=\"D2\"><v>0.30000000000000004</v></c><c r=\"E2\" t=\"b\"><v>1</v></c><c r=\"F2\" s=\"4\"><v>46352</v></c><c r=\"G2\" s=\"5\"><v>12.5</v></c></row>";
        using var file = Of([("One", rows)], [], ["[$-407]d\\. mmmm yyyy", "0.0&quot; days&quot;"]);
        Assert.That(SheetText.All(file, SheetKind.Xlsx)[1], Is.EqualTo(new[] { "2026-11-26", "16:09", "2026-11-26 18:00", "0.3", "TRUE", "2026-11-26", "12.5" }));
    }

    [Test]
    public void CG01_days_of_an_old_mac_are_counted_from_1904()
    {
        using var file = Of([("One", $"<row r=\"1\">{Text("A1", "When")}</row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>44890</v></c></row>")], [], [], "<workbookPr date1904=\"1\"/>");
        Assert.That(SheetText.All(file, SheetKind.Xlsx)[1], Is.EqualTo(new[] { "2026-11-26" }));
    }

    [Test]
    public void CG01_a_formula_counts_with_what_it_last_gave()
    {
        var rows = $"<row r=\"1\">{Text("A1", "Name")}{Text("B1", "Count")}</row><row r=\"2\"><c r=\"A2\" t=\"str\"><f>A1&amp;\" x\"</f><v>Name x</v></c><c r=\"B2\"><f>1+1</f><v>2</v></c></row><row r=\"3\"><c r=\"A3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";
        using var file = Of([("One", rows)]);
        Assert.That(SheetText.All(file, SheetKind.Xlsx).Skip(1), Is.EqualTo(new[] { new[] { "Name x", "2" }, ["#DIV/0!", ""] }));
    }

    [Test]
    public void CG01_shared_texts_keep_their_runs_and_lose_their_reading_aids()
    {
        string[] shared = ["<si><t>Name</t></si>", "<si><r><t>To</t></r><r><t xml:space=\"preserve\">kyo </t></r><rPh sb=\"0\" eb=\"1\"><t>トウキョウ</t></rPh></si>"];
        using var file = Of([("One", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c></row>")], shared, []);
        Assert.That(SheetText.All(file, SheetKind.Xlsx).Skip(1).Select(row => row[0]), Is.EqualTo(new[] { "Tokyo " }));
    }

    [Test]
    public void CG01_one_of_several_sheets_is_chosen_by_name_and_gaps_are_empty_cells()
    {
        var (first, second) = ($"<row r=\"1\">{Text("A1", "Notes")}</row>", $"<row r=\"1\">{Text("A1", "Name")}{Text("B1", "Note")}{Text("C1", "Image")}</row><row r=\"7\">{Text("A7", "Mug")}{Text("C7", "a.jpg")}</row>");
        using var file = Of(("Cover", first), ("Products", second));
        Assert.That(SheetFile.SheetsOf(file, SheetKind.Xlsx), Is.EqualTo(new[] { "Cover", "Products" }));
        using var table = SheetFile.Open(file, SheetKind.Xlsx, "Products");
        Assert.That(table.Next(), Is.True);
        Assert.That((table.Line, string.Join('|', table.Cells())), Is.EqualTo((7, "Mug||a.jpg")));
    }

    [Test]
    public async Task CG01_another_library_reads_our_workbooks_and_finds_the_same()
    {
        using var file = new MemoryStream();
        await using (var writer = await SheetWriter.CreateAsync(file, SheetFormat.Xlsx, "Errors", CancellationToken.None))
        {
            await writer.AddAsync(["Name", "Count", "When"], CancellationToken.None);
            await writer.AddAsync(["=cmd|' /C calc'!A0", 3, new DateTimeOffset(2026, 11, 26, 18, 0, 0, TimeSpan.Zero)], CancellationToken.None);
            await writer.AddAsync(["a\u0001b\n“c”", 2.5m, (string?)null], CancellationToken.None);
            await writer.FinishAsync(CancellationToken.None);
        }

        file.Position = 0;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(file);
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, 3).Select(reader.GetValue)]);
        Assert.That(rows.Skip(1), Is.EqualTo(new[] { new object?[] { "=cmd|' /C calc'!A0", 3.0, new DateTime(2026, 11, 26, 18, 0, 0) }, ["ab\n“c”", 2.5, null] }));
    }
}
