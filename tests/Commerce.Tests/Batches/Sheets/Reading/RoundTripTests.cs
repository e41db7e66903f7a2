using System.Text;
using Commerce.Batches.Sheets.Reading;
using Commerce.Batches.Sheets.Writing;
using Commerce.Delimited;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Batches.Sheets.Reading;

/// <summary>What is written is read again as it was, whatever stands in the cells.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Cell = Gen.ListOf(Gen.Elements("a", "b", "ü", "茶", "😀", ",", ";", "\t", "|", "\"", "\"\"", "\r\n", "\n", " ", "'", "=", "-1", "@x", "x")).Select(string.Concat);

    private static readonly Gen<Table> Tables =
        from width in Gen.Choose(1, 5)
        from rows in Gen.ListOf(Gen.ArrayOf(Cell, width))
        from delimiter in Gen.Elements(',', ';', '\t', '|', '^')
        from encoding in Gen.Elements<Encoding>(new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true))
        from always in Gen.Elements(true, false)
        select new Table(width, [.. rows.Select(row => row.Select(cell => cell).ToArray())], delimiter, encoding, always);

    [Test]
    public void CG01_any_table_in_any_delimiter_encoding_and_quoting_is_read_as_written() =>
        Prop.ForAll(Tables.ToArbitrary(), table => Read(table)).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(40));

    [TestCase(SheetFormat.Csv)]
    [TestCase(SheetFormat.Xlsx)]
    public void CG01_our_own_files_are_read_as_written(SheetFormat format) =>
        Prop.ForAll(Tables.ToArbitrary(), table => ReadOursAsync(table, format).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(30));

    private static void Read(Table table)
    {
        var text = new StringBuilder();
        foreach (var row in table.Rows)
            text.AppendJoin(table.Delimiter, row.Select(cell => Quoted(cell, table))).Append('\n');
        using var content = SheetText.Stream(text.ToString(), table.Encoding);
        using var reader = new StreamReader(content, table.Encoding, true);
        var rows = new RowReader(reader, table.Delimiter, 1_000_000);
        var read = new List<string[]>();
        while (rows.Read() is { } row)
            read.Add([.. row.Fields]);
        Assert.That(read, Is.EqualTo(table.Rows.Where(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell)))));
    }

    private static string Quoted(string cell, Table table) =>
        table.AlwaysQuoted || cell.AsSpan().ContainsAny("\"\r\n ") || cell.Contains(table.Delimiter, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static async Task ReadOursAsync(Table table, SheetFormat format)
    {
        using var file = new MemoryStream();
        await using (var writer = await SheetWriter.CreateAsync(file, format, "A/b: sheet [1]", CancellationToken.None))
        {
            await writer.AddAsync([.. Enumerable.Range(1, table.Width).Select(number => (SheetCell)$"Heading {number}")], CancellationToken.None);
            foreach (var row in table.Rows)
                await writer.AddAsync([.. row.Select(SheetCell.FromString)], CancellationToken.None);
            await writer.FinishAsync(CancellationToken.None);
        }

        file.Position = 0;
        var kind = format == SheetFormat.Csv ? SheetKind.Csv : SheetKind.Xlsx;
        Assert.That(SheetFile.KindOf(file, $"file{format.Extension()}"), Is.EqualTo(kind));
        var read = SheetText.All(file, kind).Skip(1).Select(row => row.Select(cell => Plain(format == SheetFormat.Csv ? FormulaGuard.Take(cell) : cell)));
        Assert.That(read, Is.EqualTo(table.Rows.Where(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell))).Select(row => row.Select(Plain))));
    }

    // XML knows one line end.
    private static string Plain(string cell) => cell.ReplaceLineEndings("\n");

    private sealed record Table(int Width, IReadOnlyList<string[]> Rows, char Delimiter, Encoding Encoding, bool AlwaysQuoted);
}
