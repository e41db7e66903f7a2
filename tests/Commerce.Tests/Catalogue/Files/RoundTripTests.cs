using Commerce.Catalogue.Files;
using CsvHelper;

namespace Commerce.Tests.Catalogue.Files;

public sealed class RoundTripTests
{
    private const string Pieces = "ab,;\t|\"\r\n '<é茶";

    [Test]
    public void Reads_back_whatever_another_library_writes([Values(',', ';', '\t', '|')] char divider, [Range(1, 25)] int seed)
    {
        var random = new Random(seed);
        var written = Enumerable.Range(0, 40).Select(number => (Handle: $"p{number}", Description: Text(random), Vendor: Text(random))).ToList();

        var catalogue = CatalogueFileTests.Read(Write(written, divider));

        Assert.That(catalogue.Problems, Is.Empty);
        Assert.That(catalogue.Products.Select(product => (product.Handle, product.DescriptionHtml ?? "", product.Vendor ?? "")), Is.EqualTo(written));
    }

    [Test]
    public void Ends_with_an_answer_on_any_text([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var text = "Title,Vendor\n" + string.Concat(Enumerable.Range(0, 60).Select(_ => Text(random) + (random.Next(3) == 0 ? "\n" : "\"")));
        var options = new CatalogueFileOptions { LongestRow = 64 };

        Assert.That(() => CatalogueFileTests.Read(text, options), Throws.Nothing);
    }

    private static string Text(Random random) =>
        new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)])]).Trim();

    private static string Write(IEnumerable<(string Handle, string Description, string Vendor)> rows, char divider)
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Separator = divider }, true))
        {
            string[][] lines = [["Handle", "Description", "Vendor"], .. rows.Select(row => new[] { row.Handle, row.Description, row.Vendor })];
            foreach (var line in lines)
            {
                foreach (var value in line)
                    csv.WriteField(value);
                csv.EndRecord();
            }
        }
        return text.ToString();
    }
}
