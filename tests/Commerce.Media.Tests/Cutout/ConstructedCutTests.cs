using Commerce.Media.Cutout;
using Commerce.Media.Tests.Cutout.Labelled;

namespace Commerce.Media.Tests.Cutout;

/// <summary>Cut-outs of photos whose every product pixel is known.</summary>
public sealed class ConstructedCutTests
{
    private static readonly Lazy<MeasuredSet> Set = new(Measure);
    private static readonly IEnumerable<string> Refused = RefusedSet.Drawings.Keys;

    [Test]
    public void Cuts_most_photos_closely()
    {
        TestContext.Out.WriteLine(Set.Value.Table());
        Assert.That(Set.Value.Kept, Has.Count.GreaterThanOrEqualTo(40), "a refusal is honest, but most of these backdrops are plain");
        Assert.That(Set.Value.MeanOverlap, Is.GreaterThan(0.975));
        Assert.That(Set.Value.WorstOverlap, Is.GreaterThan(0.9));
        Assert.That(Set.Value.Kept.Average(cut => cut.Quality.Boundary), Is.LessThan(1), "pixels between the outlines");
    }

    [Test]
    public void Refuses_every_cut_that_lost_or_gained_a_tenth() =>
        Assert.That(Set.Value.All.Where(cut => cut.Quality.Overlap < 0.9 && cut.Confidence >= ProductCutter.LeastConfidence), Is.Empty);

    [Test]
    public void Is_surer_of_good_cuts_than_of_bad_ones()
    {
        var good = Set.Value.All.Where(cut => cut.Quality.Overlap > 0.95).Average(cut => cut.Confidence);
        var bad = Set.Value.All.Where(cut => cut.Quality.Overlap < 0.9).Average(cut => cut.Confidence);
        Assert.That(good - bad, Is.GreaterThan(0.5), $"good {good:0.00}, bad {bad:0.00}");
    }

    [TestCase("snowboard-white on white")]
    [TestCase("snowboard-white on vignette")]
    [TestCase("tshirt-white on white")]
    [TestCase("cups-paper on white")]
    [TestCase("helmet-silver on white")]
    [TestCase("socks-pastel on white")]
    public void Holds_pale_products_on_pale_backdrops_together(string name)
    {
        var cut = Set.Value.All.Single(cut => cut.Name.StartsWith(name, StringComparison.Ordinal));
        Assert.That(cut.Quality.Overlap, Is.GreaterThan(0.95));
        Assert.That(cut.Confidence, Is.GreaterThanOrEqualTo(ProductCutter.LeastConfidence));
    }

    [TestCase("cast shadow")]
    [TestCase("ambient shadow")]
    [TestCase("hard shadow")]
    [TestCase("contact shadow")]
    public void Leaves_the_shadow_behind(string shadow)
    {
        var cuts = Set.Value.Kept.Where(cut => cut.Name.EndsWith(shadow, StringComparison.Ordinal)).ToList();
        Assert.That(cuts, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(cuts.Average(cut => cut.Quality.Spill), Is.LessThan(0.01), "of the product's area lies outside of it");
        Assert.That(cuts.Max(cut => cut.Quality.Spill), Is.LessThan(0.04));
    }

    [TestCaseSource(nameof(Refused))]
    public void Refuses(string what)
    {
        using var picture = RefusedSet.Make(what);
        var cutout = ProductCutter.Cut(picture);
        Assert.That(cutout.Kind, Is.EqualTo(CutoutKind.Framed));
        Assert.That(cutout.Confidence, Is.LessThan(ProductCutter.LeastConfidence));
        Assert.That(cutout.Alpha(), Is.All.EqualTo(255));
    }

    [TestCase("box-red")]
    [TestCase("harness")]
    [TestCase("snowboard-white")]
    public void Keeps_opaque_pixels_bit_for_bit(string product)
    {
        using var photo = ConstructedSet.Make(ConstructedSet.Photos.First(photo => photo.Product == product));
        var source = photo.Picture.ToBytes();
        var cutout = ProductCutter.Cut(photo.Picture, true, leastConfidence: 0);
        var opaque = Enumerable.Range(0, cutout.Width * cutout.Height).Where(pixel => cutout.Rgba[pixel * 4 + 3] == 255).ToList();
        Assert.That(opaque, Has.Count.GreaterThan(cutout.Width * cutout.Height / 20));
        Assert.That(opaque.Where(pixel => !cutout.Rgba.AsSpan(pixel * 4, 3).SequenceEqual(source.AsSpan(pixel * 3, 3))), Is.Empty);
    }

    private static MeasuredSet Measure()
    {
        var set = new MeasuredSet();
        foreach (var photo in ConstructedSet.Photos)
        {
            set.Add(ConstructedSet.Make(photo));
        }
        return set;
    }
}
