using Commerce.Catalogue.Files;

namespace Commerce.Tests.Catalogue.Files;

public sealed class CatalogueImagesTests
{
    private DirectoryInfo outer = null!;
    private string folder = null!;

    [SetUp]
    public void Fill()
    {
        outer = Directory.CreateTempSubdirectory("commerce-tests-");
        folder = outer.CreateSubdirectory("catalogue").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllText(Path.Combine(folder, "images", "a mug.webp"), "inside");
        File.WriteAllText(Path.Combine(outer.FullName, "secret.webp"), "outside");
        File.CreateSymbolicLink(Path.Combine(folder, "link.webp"), Path.Combine(outer.FullName, "secret.webp"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), outer.FullName);
    }

    [TearDown]
    public void Remove() => outer.Delete(recursive: true);

    [TestCase("images/a mug.webp")]
    [TestCase("./images//a mug.webp")]
    [TestCase("images\\a mug.webp")]
    [TestCase("images/a%20mug.webp")]
    public void Finds_a_picture_inside_the_folder(string source)
    {
        var catalogue = ReadWith(source);

        var image = catalogue.Products.Single().Images.Single();
        Assert.That((image.Path, image.Url, image.Source), Is.EqualTo((Path.Combine(folder, "images", "a mug.webp"), (Uri?)null, source)));
        Assert.That(catalogue.Problems, Is.Empty);
    }

    [TestCase("https://cdn.example/a,b.jpg?width=2#x", "https://cdn.example/a,b.jpg?width=2#x")]
    [TestCase("//cdn.example/a.jpg", "https://cdn.example/a.jpg")]
    public void Keeps_a_web_address(string source, string address)
    {
        var image = ReadWith(source).Products.Single().Images.Single();

        Assert.That((image.Path, image.Url), Is.EqualTo(((string?)null, new Uri(address))));
    }

    [TestCase("../secret.webp", "image_outside")]
    [TestCase("images/../../secret.webp", "image_outside")]
    [TestCase("images\\..\\..\\secret.webp", "image_outside")]
    [TestCase("%2e%2e/secret.webp", "image_missing")]
    [TestCase("/etc/hostname", "image_outside")]
    [TestCase("C:\\secret.webp", "image_outside")]
    [TestCase("file:///etc/hostname", "image_outside")]
    [TestCase("data:image/png;base64,AAAA", "image_outside")]
    [TestCase("link.webp", "image_outside")]
    [TestCase("linked/secret.webp", "image_outside")]
    [TestCase("images/absent.webp", "image_missing")]
    [TestCase("images", "image_missing")]
    [TestCase("http://", "image_address")]
    public void Reads_the_product_without_a_picture_it_may_not_or_cannot_have(string source, string code)
    {
        var catalogue = ReadWith(source);

        Assert.That(catalogue.Products.Single().Images, Is.Empty);
        var problem = catalogue.Problems.Single();
        Assert.That((problem.Line, problem.Column, problem.Code, problem.Handle), Is.EqualTo((2, "Image Src", code, "mug")));
    }

    [TestCase("https://cdn.example/w_1,h_2/a.jpg, https://cdn.example/b.jpg", "https://cdn.example/w_1,h_2/a.jpg", "https://cdn.example/b.jpg")]
    [TestCase("https://cdn.example/a.jpg,https://cdn.example/b.jpg|https://cdn.example/c.jpg", "https://cdn.example/a.jpg", "https://cdn.example/b.jpg", "https://cdn.example/c.jpg")]
    [TestCase("https://cdn.example/a.jpg\nhttps://cdn.example/b.jpg", "https://cdn.example/a.jpg", "https://cdn.example/b.jpg")]
    public void Divides_a_cell_that_lists_several_pictures(string list, params string[] sources)
    {
        var catalogue = CatalogueFileTests.Read($"Title,Images\nMug,\"{list}\"\n");

        Assert.That(catalogue.Products.Single().Images.Select(image => image.Source), Is.EqualTo(sources));
    }

    [Test]
    public void Divides_a_list_of_paths()
    {
        File.WriteAllText(Path.Combine(folder, "b.webp"), "second");
        File.WriteAllText(Path.Combine(folder, "products.csv"), "Name,Images\nMug,\"images/a mug.webp,b.webp\"\n");

        var images = CatalogueFile.Read(Path.Combine(folder, "products.csv")).Products.Single().Images;

        Assert.That(images.Select(image => (image.Position, image.Source)), Is.EqualTo(new[] { (1, "images/a mug.webp"), (2, "b.webp") }));
    }

    [Test]
    public void Refuses_a_path_when_there_is_no_folder()
    {
        var catalogue = CatalogueFileTests.Read("Title,Image Src\nMug,images/a.webp\n");

        Assert.That(catalogue.Problems.Single().Code, Is.EqualTo("image_relative"));
    }

    private CatalogueContent ReadWith(string source)
    {
        var path = Path.Combine(folder, "products.csv");
        File.WriteAllText(path, $"Title,Image Src\nMug,\"{source}\"\n");
        return CatalogueFile.Read(path);
    }
}
