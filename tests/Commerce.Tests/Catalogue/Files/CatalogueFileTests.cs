using System.Text;
using Commerce.Catalogue.Files;

namespace Commerce.Tests.Catalogue.Files;

public sealed class CatalogueFileTests
{
    private const string Shopify = """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Image Position,Image Alt Text,Status
        tent,Alpine Tent,"<p>Two, or three?
        It says ""three"".</p>",Daybird,Tents,"Camping, Daybird",TRUE,Colour,Red,T-1,4,199.90,https://cdn.example/tent-2.jpg,2,Inside,active
        tent,,,,,,,,Blue,T-2,0,209.90,https://cdn.example/tent-1.jpg,1,,
        tent,,,,,,,,,,,,https://cdn.example/tent-3.jpg,3,,
        mug,Mug,,,,,FALSE,Title,Default Title,M-1,-1,,,,,
        """;

    [Test]
    public void Reads_products_spread_over_rows_by_handle()
    {
        var catalogue = Read(Shopify);

        Assert.That(catalogue.Problems, Is.Empty);
        Assert.That(catalogue.Products.Select(product => product.Handle), Is.EqualTo(new[] { "tent", "mug" }));
        var tent = catalogue.Products[0];
        Assert.That(tent.Title, Is.EqualTo("Alpine Tent"));
        Assert.That(tent.DescriptionHtml, Is.EqualTo("<p>Two, or three?\nIt says \"three\".</p>"));
        Assert.That(tent.Tags, Is.EqualTo(new[] { "Camping", "Daybird" }));
        Assert.That(tent.OptionNames, Is.EqualTo(new[] { "Colour" }));
        Assert.That(tent.Variants.Select(variant => (variant.Title, variant.Sku, variant.Price, variant.InventoryQuantity)),
            Is.EqualTo(new[] { ("Red", "T-1", 199.90m, 4), ("Blue", "T-2", (decimal?)209.90m, (int?)0) }));
        Assert.That(tent.Images.Select(image => image.Url!.AbsolutePath), Is.EqualTo(new[] { "/tent-1.jpg", "/tent-2.jpg", "/tent-3.jpg" }));
        Assert.That(tent.Images[1].AltText, Is.EqualTo("Inside"));
        Assert.That(catalogue.Products.Select(product => product.Line), Is.EqualTo(new[] { 2, 6 }));
        Assert.That(catalogue.Products.Select(product => product.Status), Is.EqualTo(new[] { CatalogueStatus.Active, CatalogueStatus.Draft }));
    }

    [Test]
    public void Reads_the_headings_of_the_newer_product_template()
    {
        var product = Read("""
            Title,URL handle,Description,Product category,Published on online store,SKU,Price,Compare-at price,Inventory quantity,Product image URL,Variant image URL
            Mug,blue-mug,Holds tea,Home,TRUE,M-1,12.00,15.00,7,https://cdn.example/mug.jpg,https://cdn.example/mug-blue.jpg
            """).Products.Single();

        Assert.That((product.Handle, product.Category, product.Status), Is.EqualTo(("blue-mug", "Home", CatalogueStatus.Active)));
        var variant = product.Variants.Single();
        Assert.That((variant.Sku, variant.Price, variant.CompareAtPrice, variant.InventoryQuantity, variant.Image),
            Is.EqualTo(("M-1", 12m, 15m, 7, "https://cdn.example/mug-blue.jpg")));
        Assert.That(product.Images.Single().Url, Is.EqualTo(new Uri("https://cdn.example/mug.jpg")));
    }

    [Test]
    public void Reads_woocommerce_products_with_their_variations()
    {
        var catalogue = Read("""
            Type,SKU,Name,Published,Description,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)
            variable,HOOD,Hoodie,1,Warm,,Clothing,"https://cdn.example/a.jpg, https://cdn.example/b.jpg",,Colour,"Red, Blue"
            variation,HOOD-R,Hoodie - Red,1,,45,,,HOOD,Colour,Red
            variation,HOOD-B,Hoodie - Blue,1,,46,,,HOOD,Colour,Blue
            variation,CAP-B,Cap - Blue,1,,10,,,CAP,Colour,Blue
            simple,CUP,Cup,0,,5,Home,,,,
            """);

        Assert.That(catalogue.Products.Select(product => (product.Title, product.Category, product.ProductType, product.Status)), Is.EqualTo(new[]
        {
            ("Hoodie", "Clothing", (string?)null, CatalogueStatus.Active),
            ("Cup", "Home", null, CatalogueStatus.Draft),
        }));
        Assert.That(catalogue.Products[0].Variants.Select(variant => (variant.Sku, variant.Title, variant.Price)),
            Is.EqualTo(new[] { ("HOOD-R", "Red", 45m), ("HOOD-B", "Blue", (decimal?)46m) }));
        Assert.That(catalogue.Products[0].Images, Has.Count.EqualTo(2));
        Assert.That(catalogue.Problems.Select(problem => (problem.Line, problem.Code)), Is.EqualTo(new[] { (5, "row_without_product") }));
    }

    [Test]
    public void Joins_rows_of_one_product_that_stand_apart()
    {
        var catalogue = Read("""
            Handle,Title,SKU,Image Src
            mug,Mug,M-1,https://cdn.example/1.jpg
            cup,Cup,C-1,
            mug,,M-2,https://cdn.example/2.jpg
            mug,,,https://cdn.example/1.jpg
            """);

        Assert.That(catalogue.Products.Select(product => product.Handle), Is.EqualTo(new[] { "mug", "cup" }));
        Assert.That(catalogue.Products[0].Variants.Select(variant => variant.Sku), Is.EqualTo(new[] { "M-1", "M-2" }));
        Assert.That(catalogue.Products[0].Images.Select(image => (image.Position, image.Source)),
            Is.EqualTo(new[] { (1, "https://cdn.example/1.jpg"), (2, "https://cdn.example/2.jpg") }));
    }

    [TestCase("Crème Brûlée – Set", "creme-brulee-set")]
    [TestCase("Women's 6\" pan", "womens-6-pan")]
    [TestCase("茶杯", "茶杯")]
    [TestCase("✨", "line-2")]
    public void Makes_a_missing_handle_from_the_title(string title, string handle)
    {
        var product = Read($"Title\n{title}\n").Products.Single();

        Assert.That((product.Title, product.Handle), Is.EqualTo((title, handle)));
    }

    [Test]
    public void Tells_when_rows_of_one_handle_disagree_about_the_title()
    {
        var catalogue = Read("Handle,Title\nmug,Mug\nmug,Cup\n");

        Assert.That(catalogue.Products.Single().Title, Is.EqualTo("Mug"));
        var problem = catalogue.Problems.Single();
        Assert.That((problem.Line, problem.Column, problem.Code, problem.Handle), Is.EqualTo((3, "Title", "title_differs", "mug")));
    }

    [Test]
    public void Keeps_a_product_whose_values_cannot_all_be_read()
    {
        var catalogue = Read("Title,Price,Stock,Status\nMug,ask us,many,sold out\n");

        var product = catalogue.Products.Single();
        Assert.That((product.Variants.Single().Price, product.Variants.Single().InventoryQuantity, product.Status), Is.EqualTo(((decimal?)null, (int?)null, CatalogueStatus.Draft)));
        Assert.That(catalogue.Problems.Select(problem => (problem.Line, problem.Column, problem.Code)), Is.EquivalentTo(new[]
        {
            (2, "Price", "price_unreadable"), (2, "Stock", "number_unreadable"), (2, "Status", "status_unknown"),
        }));
        Assert.That(catalogue.Problems.Select(problem => problem.Sentence), Is.All.EndsWith("."));
    }

    internal static CatalogueContent Read(string text, CatalogueFileOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options);

    internal static CatalogueContent Read(byte[] bytes, CatalogueFileOptions? options = null)
    {
        using var content = new MemoryStream(bytes);
        return CatalogueFile.Read(content, options);
    }
}
