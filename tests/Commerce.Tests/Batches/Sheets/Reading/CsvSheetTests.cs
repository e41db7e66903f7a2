using System.Text;

namespace Commerce.Tests.Batches.Sheets.Reading;

public sealed class CsvSheetTests
{
    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UnicodeEncoding(false, false),
        CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
    ];

    [TestCaseSource(nameof(Encodings))]
    public void CG01_every_encoding_with_and_without_its_mark_is_found_out(Encoding encoding) =>
        Assert.That(SheetText.All("Name;Bild\nKrüge für Tee;a.jpg\nTasse;b.jpg\n", encoding), Is.EqualTo(new[] { new[] { "Name", "Bild" }, ["Krüge für Tee", "a.jpg"], ["Tasse", "b.jpg"] }));

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    [TestCase('|')]
    [TestCase('^')]
    [TestCase('~')]
    public void CG01_any_delimiter_is_found_out_even_where_others_stand_in_the_cells(char delimiter)
    {
        var text = string.Join('\n', $"Title{delimiter}Image{delimiter}Notes", $"Mug{delimiter}https://shop.example/a.jpg{delimiter}\"one, two; three | four\"", $"Cup{delimiter}https://shop.example/b.jpg{delimiter}\"five, six; seven\"");
        Assert.That(SheetText.All(text)[1], Is.EqualTo(new[] { "Mug", "https://shop.example/a.jpg", "one, two; three | four" }));
    }

    [Test]
    public void CG01_the_hint_that_excel_writes_names_the_delimiter() =>
        Assert.That(SheetText.All("sep=|\nName|Image\nMug|a.jpg\n")[1], Is.EqualTo(new[] { "Mug", "a.jpg" }));

    [Test]
    public void CG01_a_broken_quote_costs_one_row_and_says_its_line()
    {
        using var table = SheetText.Open("Name,Image\nMug,a.jpg\n\"Cup,b.jpg\nJug,c.jpg\nPot,\"d\" e.jpg\nPan,f.jpg\n");
        var seen = new List<string>();
        while (table.Next())
            seen.Add($"{table.Line} {table.Fault?.Code ?? table[0].ToString()}");
        Assert.That(seen, Is.EqualTo(new[] { "2 Mug", "3 quotes_broken", "4 Jug", "5 quotes_broken", "6 Pan" }));
    }

    [Test]
    public void CG01_lines_inside_quotes_count_for_the_rows_below()
    {
        using var table = SheetText.Open("Name,Note\nMug,\"one\r\ntwo\nthree \"\"four\"\"\"\nCup,five\n");
        Assert.That(table.Next(), Is.True);
        Assert.That((table.Line, table[1].ToString()), Is.EqualTo((2, "one\r\ntwo\nthree \"four\"")));
        Assert.That(table.Next(), Is.True);
        Assert.That((table.Line, table[0].ToString()), Is.EqualTo((5, "Cup")));
    }

    [Test]
    public void CG01_a_row_wider_than_the_headings_is_refused_and_a_shorter_one_is_filled_up()
    {
        using var table = SheetText.Open("Name,Image,Style\nMug,a.jpg,Lifestyle,more\nCup\n");
        Assert.That(table.Next(), Is.True);
        Assert.That(table.Fault?.Code, Is.EqualTo("row_too_wide"));
        Assert.That(table.Next(), Is.True);
        Assert.That(table.Cells(), Is.EqualTo(new[] { "Cup", "", "" }));
    }

    [Test]
    public void CG01_a_row_without_end_is_refused_within_bounded_memory()
    {
        var text = "Name,Image\nMug,\"" + new string('a', 3_000_000) + "\nCup,b.jpg\n";
        using var table = SheetText.Open(text);
        Assert.That(table.Next(), Is.True);
        Assert.That(table.Fault?.Code, Is.EqualTo("row_too_long"));
        Assert.That(table.Next(), Is.True);
        Assert.That(table[0].ToString(), Is.EqualTo("Cup"));
    }

    [Test]
    public void CG01_headings_without_a_name_get_one() => Assert.That(SheetText.All("Name,,Image,\nMug,x,a.jpg,\n")[0], Is.EqualTo(new[] { "Name", "Column 2", "Image" }));

    [Test]
    public void CG01_null_characters_never_reach_the_database() => Assert.That(SheetText.All("Name,Image\nM\0ug,a.jpg\n")[1][0], Is.EqualTo("Mug"));
}
