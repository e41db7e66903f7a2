using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Fidelity;

public sealed class FidelityMeasureTests
{
    private const string Label = "<rect x='250' y='280' width='100' height='90' fill='#1d3557'/><circle cx='300' cy='325' r='30' fill='#f1faee'/>";
    private const string Swapped = "0 0 1 0 0 1 0 0 0 0 0 1 0 0 0 0 0 0 1 0";
    private static readonly string[] Products = ["box-red"];

    [TestCaseSource(nameof(Products))]
    public void Finds_a_product_that_was_moved_scaled_and_turned_and_scores_it_high(string product)
    {
        var cutout = Staged.Cutout(product);
        foreach (var staged in (Staged[])[new(product) { Turn = 4 }, new(product) { Scale = 0.6, Middle = (220, 380) }, new(product) { Scale = 1.05, Turn = -5, Blur = 0.4 }])
        {
            var report = FidelityMeasure.Compare(cutout, staged.Jpeg());
            Assert.That(report.Score, Is.GreaterThan(0.7), $"{staged}: {report}");
            Assert.That(report.Place!.Size, Is.EqualTo(staged.Scale * Math.Max(cutout.Box.Width, cutout.Box.Height)).Within(3).Percent);
            Assert.That(report.Place.Degrees, Is.EqualTo(staged.Turn).Within(1.5));
        }
    }

    [TestCase("box-red")]
    [TestCase("tshirt-navy")]
    public void Scores_a_changed_label_clearly_lower(string product)
    {
        var cutout = Staged.Cutout(product);
        var (kept, changed) = (FidelityMeasure.Compare(cutout, new Staged(product).Jpeg()), FidelityMeasure.Compare(cutout, new Staged(product) { Changed = Label }.Jpeg()));
        Assert.That(changed.Score, Is.LessThan(kept.Score!.Value - 0.15), $"{kept} {changed}");
        Assert.That(changed.Structure, Is.LessThan(kept.Structure!.Value));
        Assert.That(changed.Edges, Is.LessThan(kept.Edges!.Value));
        Assert.That(changed.ColourDifference, Is.GreaterThan(kept.ColourDifference!.Value));
    }

    [Test]
    public void Scores_another_colour_clearly_lower()
    {
        var report = FidelityMeasure.Compare(Staged.Cutout("box-red"), new Staged("box-red") { Colours = Swapped }.Jpeg());
        Assert.That(report.Score ?? 0, Is.LessThan(0.45), $"{report}");
    }

    [TestCase("box-red", "shoe-black")]
    [TestCase("harness", "box-red")]
    [TestCase("boot-brown", "headphones")]
    public void Does_not_take_another_product_for_it(string product, string shown)
    {
        var report = FidelityMeasure.Compare(Staged.Cutout(product), new Staged(shown).Jpeg());
        Assert.That(report.Score ?? 0, Is.LessThan(0.45), $"{report}");
        Assert.That(report.Reason is null, Is.EqualTo(report.Score is not null), "no score without a reason");
    }

    [Test]
    public void Says_nothing_where_the_outline_is_not_known()
    {
        var framed = Staged.Cutout("box-red") with { Kind = CutoutKind.Framed };
        Assert.That(FidelityMeasure.Compare(framed, new Staged("box-red").Jpeg()), Is.EqualTo(FidelityReport.Without(FidelityReport.NoOutline)));
    }

    [Test]
    public void A_placed_product_scores_the_same_in_a_picture_decoded_smaller()
    {
        var order = new CompositionOrder("studio-shot", "Bag", null, [], ["#1f4d3a"], null, 1536, 1536, 4);
        var drawn = PictureComposer.Draw(Staged.Cutout("bag-straps"), order);
        using var whole = VipsImage.FromBytes(drawn.Canvas.Pixels, order.Width, order.Height, 3);
        using var named = whole.Interpreted("srgb");
        var reduction = FidelityMeasure.Reduction(drawn.Product, order.Width, order.Height);
        var jpeg = named.ToJpeg();
        using var decoded = PictureIngest.Read(jpeg);
        using var smaller = PictureIngest.ReadWithin(jpeg, order.Width / reduction);
        Assert.That(reduction, Is.EqualTo(2));
        Assert.That(FidelityMeasure.Placed(smaller, drawn.Product, reduction).Score, Is.EqualTo(FidelityMeasure.Placed(decoded, drawn.Product).Score).Within(0.015));
    }

    [Test]
    public void Gives_the_same_report_again()
    {
        var (cutout, jpeg) = (Staged.Cutout("box-red"), new Staged("box-red").Jpeg());
        Assert.That(FidelityMeasure.Compare(cutout, jpeg), Is.EqualTo(FidelityMeasure.Compare(cutout, jpeg)));
    }
}
