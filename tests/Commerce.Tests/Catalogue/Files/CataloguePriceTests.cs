using System.Globalization;

namespace Commerce.Tests.Catalogue.Files;

public sealed class CataloguePriceTests
{
    [TestCase("12", "12")]
    [TestCase("12.5", "12.5")]
    [TestCase("12,50", "12.50")]
    [TestCase(".99", "0.99")]
    [TestCase("1299.00", "1299.00")]
    [TestCase("1,299.00", "1299.00")]
    [TestCase("1.299,00", "1299.00")]
    [TestCase("1,299", "1299")]
    [TestCase("1.299.000", "1299000")]
    [TestCase("12,345,678.90", "12345678.90")]
    [TestCase("1 299,00 €", "1299.00")]
    [TestCase("1\u00A0299,00\u00A0€", "1299.00")]
    [TestCase("€12.50", "12.50")]
    [TestCase("$ 1,299.95", "1299.95")]
    [TestCase("CHF 1'299.–", "1299")]
    [TestCase("USD 12.50", "12.50")]
    [TestCase("0.125", "0.125")]
    [TestCase("-5.00", null)]
    [TestCase("free", null)]
    [TestCase("from 10 to 20", null)]
    [TestCase("10%5", null)]
    [TestCase("99999999999999999999999999999999999999", null)]
    public void Reads_prices_as_people_write_them(string written, string? expected)
    {
        var catalogue = CatalogueFileTests.Read($"Title\tPrice\nMug\t{written}\n");

        var price = catalogue.Products.Single().Variants.Single().Price;
        Assert.That(price, Is.EqualTo(expected is null ? (decimal?)null : decimal.Parse(expected, CultureInfo.InvariantCulture)));
        Assert.That(catalogue.Problems.Select(problem => problem.Code), Is.EqualTo(expected is null ? new[] { "price_unreadable" } : []));
    }
}
