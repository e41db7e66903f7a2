using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;
using Commerce.Batches.Sheets.Writing;

namespace Commerce.Tests.Batches.Sheets;

public sealed class SheetReportTests : SheetFixture
{
    private const string Text = "Name,Image,Style\nMug,https://shop.example/a.jpg,Lifestyle\n-Cup,https://shop.example/b.jpg,Lifestile\nJug,nowhere,\n";

    [TestCase(SheetFormat.Csv)]
    [TestCase(SheetFormat.Xlsx)]
    public async Task CG04_the_report_has_the_original_columns_and_what_to_do(SheetFormat format)
    {
        var rows = SheetText.All(await ReportAsync(await CheckedAsync(Text), format), format == SheetFormat.Csv ? SheetKind.Csv : SheetKind.Xlsx);
        Assert.Multiple(() =>
        {
            Assert.That(rows[0], Is.EqualTo(new[] { "Name", "Image", "Style", "Row", "Error code", "Error", "Fix" }));
            Assert.That(rows[1], Is.EqualTo(new[] { format == SheetFormat.Csv ? "'-Cup" : "-Cup", "https://shop.example/b.jpg", "Lifestile", "3", "style_unknown", "Style: There is no style “Lifestile”.", "Did you mean Lifestyle?" }));
            Assert.That(rows, Has.Count.EqualTo(3));
        });
    }

    [TestCase(SheetFormat.Csv)]
    [TestCase(SheetFormat.Xlsx)]
    public async Task CG04_a_corrected_report_is_taken_for_the_sheet_it_came_from_and_runs_its_rows_only(SheetFormat format)
    {
        using var report = await ReportAsync(await CheckedAsync(Text), format);
        var rows = SheetText.All(report, format == SheetFormat.Csv ? SheetKind.Csv : SheetKind.Xlsx);
        rows[1][2] = "Lifestyle";
        rows[2][1] = "https://shop.example/c.jpg";
        var corrected = await CheckedAsync(string.Join('\n', rows.Select(row => string.Join(';', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))));
        var read = await RowsAsync(corrected);
        Assert.Multiple(() =>
        {
            Assert.That((corrected.Layout, corrected.GoodCount, corrected.BadCount), Is.EqualTo((SheetLayout.Report, 2, 0)));
            Assert.That(corrected.Mapping.Columns, Is.EquivalentTo(new Dictionary<SheetField, int> { [SheetField.Name] = 0, [SheetField.Image] = 1, [SheetField.Style] = 2 }));
            Assert.That(read.Select(row => row.ProductId), Is.Unique);
        });
    }

    [Test]
    public async Task CG04_a_report_of_a_report_keeps_the_first_sheets_columns()
    {
        using var report = await ReportAsync(await CheckedAsync(Text), SheetFormat.Csv);
        var again = await CheckedAsync(Encoding.UTF8.GetString(report.ToArray()).TrimStart('\ufeff'));
        var rows = SheetText.All(await ReportAsync(again, SheetFormat.Csv), SheetKind.Csv);
        Assert.That(rows[0], Is.EqualTo(new[] { "Name", "Image", "Style", "Row", "Error code", "Error", "Fix" }));
    }

    [Test]
    public async Task CG01_the_template_is_understood_by_ourselves()
    {
        using var file = new MemoryStream();
        await SheetTemplate.WriteAsync(file, SheetFormat.Xlsx, CancellationToken.None);
        file.Position = 0;
        var facts = SheetFacts.Read(file, "template.xlsx", null);
        var mapping = MappingGuess.Of(facts.Headings, facts.Sample);
        Assert.That(Enum.GetValues<SheetField>().Select(field => facts.Headings[mapping[field]!.Value]),
            Is.EqualTo(new[] { "Product name", "Description", "Image", "Handle or SKU", "Style", "Prompt", "Ratio", "Count", "Language" }));
    }

    private Task<MemoryStream> ReportAsync(Sheet sheet, SheetFormat format) => ReadAsync(Store.Id, async context =>
    {
        var file = new MemoryStream();
        await SheetReport.WriteAsync(context, sheet, file, format, CancellationToken.None);
        file.Position = 0;
        return file;
    });
}
