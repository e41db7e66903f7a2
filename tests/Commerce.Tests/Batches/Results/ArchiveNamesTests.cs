using Commerce.Batches.Results;
using Commerce.Library;
using Commerce.Tests.Infrastructure;

namespace Commerce.Tests.Batches.Results;

public sealed class ArchiveNamesTests
{
    private readonly DateTimeOffset now = new TestClock().GetUtcNow();

    [Test]
    public void CG05_files_are_organised_by_product_style_and_ratio_and_counted()
    {
        var (names, shirt, mug) = (new ArchiveNames(), Id(), Id());
        Assert.That(
            new[]
            {
                names.Of(Row(shirt, "linen-shirt")), names.Of(Row(mug, "mug")), names.Of(Row(shirt, "linen-shirt")),
                names.Of(Row(shirt, "linen-shirt") with { Width = 1920, Height = 1080, MimeType = "video/mp4", Style = "close-look" }),
            },
            Is.EqualTo(new[] { "linen-shirt/studio-shot-1x1-1.png", "mug/studio-shot-1x1-1.png", "linen-shirt/studio-shot-1x1-2.png", "linen-shirt/close-look-16x9-1.mp4" }));
    }

    [Test]
    public void CG05_two_products_whose_names_come_out_the_same_have_folders_of_their_own()
    {
        var names = new ArchiveNames();
        Assert.That(
            new[] { names.Of(Row(Id(), "mug")), names.Of(Row(Id(), "MUG")), names.Of(Row(Id(), "mug?")), names.Of(Row(Id(), "manifest.csv")) }.Select(name => name.Split('/')[0]),
            Is.EqualTo(new[] { "mug", "MUG-2", "mug-3", "manifest.csv-2" }));
    }

    [TestCase(2048, 2048, "1x1")]
    [TestCase(1080, 1920, "9x16")]
    [TestCase(1600, 1200, "4x3")]
    [TestCase(1500, 1000, "3x2")]
    [TestCase(2048, 1365, "2048x1365")]
    public void CG05_a_ratio_is_said_by_small_numbers_or_by_its_size(int width, int height, string words) => Assert.That(ArchiveNames.Ratio(width, height), Is.EqualTo(words));

    private Guid Id() => Guid.CreateVersion7(now);

    private ResultRow Row(Guid product, string handle) => new(
        Id(), 1, product, "A product", handle, "", "", "studio-shot", 2048, 2048, "stores/a/assets/b", "image/png", "", "local", "local", "", 1, ReviewState.Pending, null, now);
}
