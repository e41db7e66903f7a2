using System.Text.Json;
using Commerce.Workbench;
using Commerce.Workbench.Demo;

namespace Commerce.Tests.Demo;

/// <summary>What cannot be used is refused at once and in words, before anything is started.</summary>
[Category("Chaos")]
public sealed class RefusedCatalogueTests
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("missing", _ => { }, "There is no catalogue at", "/missing");
        yield return Case("nothing in it", _ => { }, "holds no products.csv");
        yield return Case("empty", folder => folder.Write("products.csv", ""), "The file is empty");
        yield return Case("headings only", folder => folder.Write("products.csv", "Handle,Title\n"), "headings but no products");
        yield return Case("no usable columns", folder => folder.Write("products.csv", "a,b,c\n1,2,3\n"), "no column named Handle, Title or Name");
        yield return Case("bytes", folder => folder.Write("products.csv", [0, 1, 2, 255, 0, 7, 0]), "cannot be used");
        yield return Case("200 MB", Large, "The file has 200 MB; at most 100 MB are read");
        yield return Case("several tables", Several, "It is not clear which of these is the catalogue");
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Refuses(Action<SmallCatalogue> fill, string words, string below)
    {
        using var catalogue = new SmallCatalogue();
        fill(catalogue);
        using var demo = new DemoProgram("--catalogue", catalogue.Folder + below, "--json");

        Assert.That(await demo.EndAsync(), Is.EqualTo(1));
        Assert.That(demo.Errors, Does.Contain(words).And.Not.Contain("   at Commerce."));
        Assert.That(demo.Output, Is.Empty);
        Assert.That(DemoProgram.Folders(demo.Id), Is.Empty);
    }

    [Test]
    public async Task Refuses_to_make_nothing()
    {
        using var catalogue = SmallCatalogue.WithProducts(1);
        using var demo = new DemoProgram("--catalogue", catalogue.Folder, "--images-per-product", "0", "--videos", "0");

        Assert.That(await demo.EndAsync(), Is.EqualTo(1));
        Assert.That(demo.Errors, Does.Contain("Nothing was asked for"));
    }

    [Test]
    public async Task A_catalogue_without_a_usable_picture_is_counted_and_reported()
    {
        using var catalogue = new SmallCatalogue();
        catalogue.Write("products.csv", "Handle,Title,Image Src\none,One,\ntwo,Two,images/absent.png\n");
        using var demo = new DemoProgram("--catalogue", catalogue.Folder, "--json");

        Assert.That(await demo.EndAsync(), Is.EqualTo(1));
        Assert.That(demo.Errors, Does.Contain("The picture images/absent.png is not in the catalogue folder").And.Contain("nothing to make"));
        var result = JsonSerializer.Deserialize<DemoResult>(demo.Output, JsonSerializerOptions.Web)!;
        Assert.That(result with { Seconds = 0 }, Is.EqualTo(new DemoResult(2, new RowCounts(0, 0, 0), 0, 0, true, true, 0)));
    }

    private static TestCaseData Case(string name, Action<SmallCatalogue> fill, string words, string below = "") =>
        new TestCaseData(fill, words, below).SetArgDisplayNames(name);

    private static void Large(SmallCatalogue folder)
    {
        using var file = File.Create(Path.Combine(folder.Folder, "products.csv"));
        file.SetLength(200L * 1024 * 1024);
    }

    private static void Several(SmallCatalogue folder)
    {
        folder.Write("spring.csv", "Handle,Title\na,A\n");
        folder.Write("autumn.csv", "Handle,Title\na,A\n");
    }
}
