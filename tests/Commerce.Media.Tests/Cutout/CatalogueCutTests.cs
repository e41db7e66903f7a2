using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Tests.Cutout.Labelled;

namespace Commerce.Media.Tests.Cutout;

/// <summary>Cut-outs of a real catalogue; skipped where it is not on the machine.</summary>
[Category("Contract")]
public sealed class CatalogueCutTests
{
    [Test]
    public async Task Follows_outlines_drawn_by_hand()
    {
        var set = new MeasuredSet();
        foreach (var number in CatalogueSet.Numbers)
        {
            set.Add(await CatalogueSet.ReadAsync(number));
        }
        TestContext.Out.WriteLine(set.Table());
        Assert.That(set.Kept, Has.Count.GreaterThanOrEqualTo(7));
        Assert.That(set.MeanOverlap, Is.GreaterThan(0.93));
        Assert.That(set.WorstOverlap, Is.GreaterThan(0.87));
    }

    [Test]
    public async Task Cuts_most_products_with_confidence()
    {
        var folder = SharedFolder.Catalogue();
        var cut = 0;
        foreach (var number in Enumerable.Range(1, 40))
        {
            using var picture = await PictureIngest.ReadAsync(Path.Combine(folder, $"{number}.webp"));
            var cutout = ProductCutter.Cut(picture);
            Assert.That(cutout.Box.Width * cutout.Box.Height, Is.GreaterThan(0));
            cut += cutout.Kind == CutoutKind.Plain ? 1 : 0;
        }
        Assert.That(cut, Is.GreaterThanOrEqualTo(30));
    }
}
