using System.Text;
using Commerce.Catalogue.Files;

namespace Commerce.Tests.Catalogue.Files;

public sealed class BrokenCatalogueTests
{
    [TestCase("", "empty")]
    [TestCase("\n\r\n  \n", "empty")]
    [TestCase("Handle,Title\n", "no_rows")]
    [TestCase("Handle,Title\n,\n,,,\n", "no_rows")]
    [TestCase("Colour,Size\nred,9\n", "no_usable_columns")]
    [TestCase("just a sentence", "no_usable_columns")]
    [TestCase("\"Handle,Title\nmug,Mug\n", "no_usable_columns")]
    [TestCase("PK\u0003\u0004rest of a workbook", "spreadsheet")]
    [TestCase("GIF89a\0\u0001\0\u0001\0\0\0\0\0\0\0;", "not_text")]
    public void Refuses_what_is_no_catalogue_in_words(string text, string code)
    {
        var refusal = Assert.Throws<CatalogueFileException>(() => CatalogueFileTests.Read(text));

        Assert.That(refusal!.Code, Is.EqualTo(code));
        Assert.That(refusal.Message, Has.Length.GreaterThan(30));
    }

    [Test]
    public void Refuses_only_the_row_whose_quote_never_closes()
    {
        var catalogue = CatalogueFileTests.Read("Handle,Title,Tags\na,A,x\nb,\"B,x\nc,C,x\nd,\"D, d\",x\n");

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "A", "C", "D, d" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (3, "quotes_broken") }));
    }

    [Test]
    public void Refuses_only_the_last_row_when_its_quote_is_open_at_the_end() =>
        Assert.That(Codes(CatalogueFileTests.Read("Handle,Title\na,A\nb,\"B")), Is.EqualTo(new[] { (3, "quotes_broken") }));

    [Test]
    public void Makes_no_products_from_the_text_of_a_broken_row()
    {
        var catalogue = CatalogueFileTests.Read("Handle,Title,Tags\na,\"<ul>\"bad\"\n<li>one</li>\n<li>two</li>\",x\nb,B,x\nc,C\n");

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "B", "C" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (2, "quotes_broken"), (3, "row_incomplete"), (4, "row_incomplete") }));
    }

    [TestCase("6\" pan")]
    [TestCase("the \"best\" pan")]
    public void Reads_a_quotation_mark_inside_unquoted_text_as_it_is(string title) =>
        Assert.That(Titles(CatalogueFileTests.Read($"Title,Tags\n{title},x\n")), Is.EqualTo(new[] { title }));

    [Test]
    public void Refuses_a_row_with_more_columns_than_headings()
    {
        var catalogue = CatalogueFileTests.Read("Handle,Title\na,A, or B\nb,B,,\n");

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "B" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (2, "row_too_wide") }));
    }

    [Test]
    public void Removes_null_characters_and_tells()
    {
        var catalogue = CatalogueFileTests.Read("Title,Vendor\nM\0ug,Daybird and a long name to stay text\nCup,x\n");

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "Mug", "Cup" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (2, "null_characters") }));
    }

    [Test]
    public void Takes_the_first_value_where_headings_repeat_and_tells()
    {
        var catalogue = CatalogueFileTests.Read("Title,Vendor,title\nMug,x,Cup\n,x,Jar\n");

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "Mug", "Jar" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (1, "column_repeated") }));
    }

    [TestCase("")]
    [TestCase("\"")]
    public void Refuses_a_row_that_is_wildly_long_and_reads_on(string quote)
    {
        var text = $"Title,Vendor\nA,x\nB,{quote}{new string('y', 300_000)}{quote}\nC,x\n";

        var catalogue = CatalogueFileTests.Read(text, new CatalogueFileOptions { LongestRow = 100_000 });

        Assert.That(Titles(catalogue), Is.EqualTo(new[] { "A", "C" }));
        Assert.That(Codes(catalogue), Is.EqualTo(new[] { (3, "row_too_long") }));
    }

    [Test]
    public void Reads_a_long_description_within_the_limit() =>
        Assert.That(CatalogueFileTests.Read($"Title,Description\nA,\"{new string('\n', 500_000)}x\"\n").Products.Single().DescriptionHtml, Is.EqualTo("x"));

    [Test]
    public void Counts_the_problems_beyond_the_told_ones()
    {
        var text = "Title,Price\n" + string.Concat(Enumerable.Range(0, 50).Select(number => $"P{number},none\n"));

        var catalogue = CatalogueFileTests.Read(text, new CatalogueFileOptions { MostProblems = 10 });

        Assert.That(catalogue.Products, Has.Count.EqualTo(50));
        Assert.That(catalogue.Problems, Has.Count.EqualTo(11));
        Assert.That(catalogue.Problems[^1].Sentence, Does.Contain("40 further problems"));
    }

    [Test]
    public void Refuses_a_file_with_too_many_products()
    {
        var refusal = Assert.Throws<CatalogueFileException>(() => CatalogueFileTests.Read("Title\nA\nB\nC\n", new CatalogueFileOptions { MostProducts = 2 }));

        Assert.That(refusal!.Code, Is.EqualTo("too_many_products"));
    }

    [Test]
    public void Refuses_a_file_over_the_limit_before_reading_it()
    {
        using var content = new RepeatedRows(200L * 1024 * 1024);

        var refusal = Assert.Throws<CatalogueFileException>(() => CatalogueFile.Read(content));

        Assert.That((refusal!.Code, content.Position), Is.EqualTo(("too_large", 0L)));
        Assert.That(refusal.Message, Does.Contain("200 MB").And.Contain("100 MB"));
    }

    [Test]
    public void Streams_200_megabytes_in_bounded_memory()
    {
        using var content = new RepeatedRows(200L * 1024 * 1024);
        var options = new CatalogueFileOptions { LargestFile = long.MaxValue, MostProducts = int.MaxValue };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, most) = (0, 0L);

        foreach (var _ in CatalogueFile.Stream(content, options, problem => Assert.Fail(problem.Sentence)))
            if (count++ % 20_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));

        Assert.That(count, Is.EqualTo(content.Rows));
        Assert.That(most - before, Is.LessThan(8L * 1024 * 1024));
    }

    private static IEnumerable<string> Titles(CatalogueContent catalogue) => catalogue.Products.Select(product => product.Title);

    private static IEnumerable<(int, string)> Codes(CatalogueContent catalogue) => catalogue.Problems.Select(problem => (problem.Line, problem.Code));
}
