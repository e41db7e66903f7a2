using System.Text;
using Commerce.Catalogue.Files;

namespace Commerce.Tests.Catalogue.Files;

public sealed class CatalogueEncodingTests
{
    private const string Text = "Handle,Title,Vendor\ncreme,Crème brûlée,Café\n";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(new UTF8Encoding(false)).SetArgDisplayNames("UTF-8");
        yield return new TestCaseData(new UTF8Encoding(true)).SetArgDisplayNames("UTF-8 with mark");
        yield return new TestCaseData(new UnicodeEncoding(false, true)).SetArgDisplayNames("UTF-16 LE with mark");
        yield return new TestCaseData(new UnicodeEncoding(true, true)).SetArgDisplayNames("UTF-16 BE with mark");
        yield return new TestCaseData(new UnicodeEncoding(false, false)).SetArgDisplayNames("UTF-16 LE");
        yield return new TestCaseData(new UnicodeEncoding(true, false)).SetArgDisplayNames("UTF-16 BE");
        yield return new TestCaseData(Windows1252).SetArgDisplayNames("Windows-1252");
    }

    [TestCaseSource(nameof(Encodings))]
    public void Finds_the_encoding(Encoding encoding)
    {
        var catalogue = CatalogueFileTests.Read([.. encoding.Preamble, .. encoding.GetBytes(Text)]);

        var product = catalogue.Products.Single();
        Assert.That((product.Handle, product.Title, product.Vendor), Is.EqualTo(("creme", "Crème brûlée", "Café")));
        Assert.That(catalogue.Problems, Is.Empty);
    }

    [Test]
    public void Finds_an_accent_that_comes_late_in_the_file()
    {
        var plain = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"product-{number},Product {number},Plain\n"));
        var late = "Handle,Title,Vendor\n" + plain + "late,Café,Zoë\n";

        Assert.That(CatalogueFileTests.Read(Encoding.UTF8.GetBytes(late)).Products[^1].Title, Is.EqualTo("Café"));
        Assert.That(CatalogueFileTests.Read(Windows1252.GetBytes(late)).Products[^1].Title, Is.EqualTo("Café"));
    }

    [Test]
    public void Keeps_a_file_UTF_8_when_one_character_is_spoilt()
    {
        var good = "Title\n" + string.Concat(Enumerable.Range(0, 20).Select(number => $"Café {number}\n"));

        var catalogue = CatalogueFileTests.Read([.. Encoding.UTF8.GetBytes(good), .. "Caf"u8, 0xE9, .. "!\n"u8]);

        Assert.That(catalogue.Products[0].Title, Is.EqualTo("Café 0"));
        Assert.That(catalogue.Products[^1].Title, Is.EqualTo("Caf\uFFFD!"));
    }

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    [TestCase('|')]
    public void Finds_the_divider(char divider)
    {
        var text = "Handle;Title;Price;Tags\nmug;Mug;\"12,50\";\"a, b\"\n".Replace(';', divider);

        var product = CatalogueFileTests.Read(text).Products.Single();

        Assert.That((product.Title, product.Variants.Single().Price, product.Tags.Count), Is.EqualTo(("Mug", 12.5m, 2)));
    }

    [Test]
    public void Obeys_a_line_that_names_the_divider()
    {
        var product = CatalogueFileTests.Read("sep=^\r\nTitle^Vendor\r\nMug^Daybird, Ltd\r\n").Products.Single();

        Assert.That((product.Title, product.Vendor, product.Line), Is.EqualTo(("Mug", "Daybird, Ltd", 3)));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Counts_lines_with_every_line_end(string end)
    {
        var products = CatalogueFileTests.Read($"Title,Description{end}{end}Mug,\"two{end}lines\"{end}Cup,x").Products;

        Assert.That(products.Select(product => (product.Title, product.Line)), Is.EqualTo(new[] { ("Mug", 3), ("Cup", 5) }));
        Assert.That(products[0].DescriptionHtml, Is.EqualTo($"two{end}lines"));
    }
}
