using System.Text;
using Commerce.Delimited;

namespace Commerce.Catalogue.Files;

/// <summary>
/// Reads products from a delimited text file: Shopify's product exports, WooCommerce's, and files with like headings.
/// Encoding and divider are found out. What is wrong in one row never costs another row.
/// </summary>
public static class CatalogueFile
{
    private const int SampleLength = 64 * 1024;

    /// <summary>Reads a file whose relative picture paths start from its own folder, unless the options name another.</summary>
    /// <exception cref="CatalogueFileException">The file as a whole cannot be used; the message says why.</exception>
    public static CatalogueContent Read(string path, CatalogueFileOptions? options = null)
    {
        options ??= new CatalogueFileOptions();
        using var content = File.OpenRead(path);
        return Read(content, options with { Folder = options.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path)) });
    }

    /// <summary>Reads a seekable stream from its start and joins rows of one product that stand apart.</summary>
    /// <exception cref="CatalogueFileException">The file as a whole cannot be used; the message says why.</exception>
    public static CatalogueContent Read(Stream content, CatalogueFileOptions? options = null)
    {
        options ??= new CatalogueFileOptions();
        var products = new List<CatalogueProduct>();
        var places = new Dictionary<string, int>();
        var problems = new ProblemList(options.MostProblems);
        foreach (var product in Stream(content, options, problems.Add))
        {
            if (places.TryAdd(product.Handle, products.Count))
                products.Add(product);
            else
                products[places[product.Handle]] = ProductDraft.Join(products[places[product.Handle]], product);
        }
        return new CatalogueContent(products, problems.Finish());
    }

    /// <summary>
    /// Reads a seekable stream product by product, holding one at a time. A product whose rows stand apart comes once per group of rows.
    /// </summary>
    /// <exception cref="CatalogueFileException">While enumerating: the file as a whole cannot be used.</exception>
    public static IEnumerable<CatalogueProduct> Stream(Stream content, CatalogueFileOptions options, Action<CatalogueProblem> tell)
    {
        if (content.Length > options.LargestFile)
            throw new CatalogueFileException("too_large", $"The file has {Megabytes(content.Length)} MB; at most {Megabytes(options.LargestFile)} MB are read. Split it into several files.");
        var count = 0;
        foreach (var product in Products(content, options, tell))
        {
            if (++count > options.MostProducts)
                throw new CatalogueFileException("too_many_products", $"The file has more than {options.MostProducts} products. Split it into several files.");
            yield return product;
        }
    }

    private static IEnumerable<CatalogueProduct> Products(Stream content, CatalogueFileOptions options, Action<CatalogueProblem> tell)
    {
        var encoding = EncodingOf(content);
        var delimiter = CatalogueHeader.DetectDelimiter(Sample(content, encoding));
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var source = new RowReader(text, delimiter, options.LongestRow);
        var header = ReadHeader(source, tell);
        var rows = new CatalogueRows(header, new CatalogueImages(options.Folder), tell);
        var filter = new RowFilter(header.Width, tell);
        var any = false;
        while (source.Read() is { } row)
        {
            any = true;
            if (filter.Accept(row) is { } good && rows.Take(good) is { } finished)
                yield return finished;
        }
        if (!any)
            throw new CatalogueFileException("no_rows", "The file has headings but no products below them.");
        if (rows.Finish() is { } last)
            yield return last;
    }

    private static Encoding EncodingOf(Stream content)
    {
        try
        {
            return TextEncoding.Detect(content);
        }
        catch (UnreadableFileException error)
        {
            throw new CatalogueFileException(error.Code, error.Message);
        }
    }

    private static string Sample(Stream content, Encoding encoding)
    {
        var characters = new char[SampleLength];
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var sample = new string(characters, 0, text.ReadBlock(characters));
        content.Position = 0;
        return sample;
    }

    private static CatalogueHeader ReadHeader(RowReader source, Action<CatalogueProblem> tell)
    {
        var first = source.Read();
        if (first is { Fields: [var hint, ..] } && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            first = source.Read();
        if (first is null)
            throw new CatalogueFileException("empty", "The file holds no text. Export the products again and upload the new file.");
        var header = new CatalogueHeader(first.Value);
        if (first.Value.Fault != RowFault.None || !header.IsUsable)
            throw new CatalogueFileException("no_usable_columns", $"The first row has no column named Handle, Title or Name, so no product can be read. It begins with: {Beginning(header)}");
        foreach (var heading in header.Repeated())
            tell(new CatalogueProblem(header.Line, heading, "column_repeated", $"The column {heading} is there more than once. The first one with a value is used in each row."));
        return header;
    }

    private static string Beginning(CatalogueHeader header)
    {
        var row = string.Join(", ", header.Headings.Take(8)).Replace('\n', ' ');
        return row.Length <= 160 ? row : row[..160] + "…";
    }

    private static string Megabytes(long bytes) => (bytes / (1024.0 * 1024.0)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
