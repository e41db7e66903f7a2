using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Scenes;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Compose;

public sealed class PictureComposerTests
{
    private static readonly string[] Styles =
        ["studio-shot", "lifestyle", "minimalist", "seasonal", "infographic", "flat-lay", "pedestal", "gradient-brand", "texture", "sale-tag"];

    [Test]
    public void Ships_exactly_these_styles() => Assert.That(SceneCatalogue.Keys, Is.EquivalentTo(Styles));

    [TestCaseSource(nameof(Styles))]
    public void Keeps_the_products_pixels_through_every_style(string style)
    {
        var made = Make(style);
        // The infographic's callouts end in a dot on the product each, which the measure sees.
        Assert.That(made.Fidelity, Is.GreaterThan(style == "infographic" ? 0.93 : 0.95));
    }

    [Test]
    public void Scores_a_repainted_product_low()
    {
        var made = PlacedProduct.Place(Cutout(), new RoomArea(0.7f, 0.7f), 0.5, 0.85, 512, 512);
        using var repainted = VipsImage.Solid(512, 512, 0, 0, 0);
        Assert.That(FidelityMeasure.Placed(repainted, made).Score, Is.LessThan(0.3), "an altered product has to show");
    }

    [TestCaseSource(nameof(Styles))]
    public void Has_every_opaque_product_pixel_byte_for_byte_on_the_canvas_in_every_variant_and_shape(string style)
    {
        var cutout = Cutout();
        for (var seed = 0; seed < SceneCatalogue.Find(style).Variants.Count; seed++)
        {
            foreach (var (width, height) in ((int, int)[])[(400, 400), (512, 288), (288, 512), (400, 300)])
            {
                var drawn = PictureComposer.Draw(cutout, Order(style) with { Width = width, Height = height, Seed = seed });
                Assert.That(Altered(drawn), Is.EqualTo((0, true)), $"{drawn.Description} {width}x{height}");
            }
        }
    }

    [Test]
    public void Notices_a_single_altered_product_pixel()
    {
        var drawn = PictureComposer.Draw(Cutout(), Order("studio-shot"));
        var (box, canvas) = (drawn.Product.Box, drawn.Canvas);
        canvas.Pixels[((box.Top + box.Height / 2) * canvas.Width + box.Left + box.Width / 2) * 3]++;
        Assert.That(Altered(drawn), Is.EqualTo((1, true)));
    }

    [Test]
    public void Refuses_a_sale_tag_without_anything_true_to_say() =>
        Assert.That(Assert.Throws<MediaException>(() => PictureComposer.Compose(Cutout(), Order("sale-tag") with { Offer = null }))!.Code, Is.EqualTo("offer-missing"));

    [TestCaseSource(nameof(Styles))]
    public void Gives_the_same_bytes_for_the_same_order_and_seed(string style) => Assert.That(Make(style).Jpeg, Is.EqualTo(Make(style).Jpeg));

    [Test]
    public void Gives_other_sets_for_other_seeds()
    {
        var sets = Enumerable.Range(1, 3).Select(seed => PictureComposer.Compose(Cutout(), Order("lifestyle") with { Seed = seed }).Description);
        Assert.That(sets.Distinct().Count(), Is.EqualTo(3));
    }

    [TestCase("A cosy Christmas table", "winter")]
    [TestCase("something for fall", "autumn")]
    public void Honours_the_season_asked_for(string wish, string season) =>
        Assert.That(PictureComposer.Compose(Cutout(), Order("seasonal") with { Wish = wish }).Description, Does.EndWith(season));

    [Test]
    public void Writes_size_resolution_and_source_type_into_the_file()
    {
        var made = Make("studio-shot");
        using var read = VipsImage.Load("jpegload_buffer", made.Jpeg);
        Assert.That((read.Width, read.Height), Is.EqualTo((640, 640)));
        Assert.That(read.DotsPerInch, Is.EqualTo(300).Within(0.5));
        Assert.That(SourceTypeMark.Read(made.Jpeg), Is.EqualTo("compositeSynthetic"));
        Assert.That(PictureProbe.Read(made.Thumbnail).Width, Is.EqualTo(480));
    }

    [TestCase(1080, 1350)]
    [TestCase(1080, 1920)]
    [TestCase(1200, 628)]
    public void Makes_other_shapes(int width, int height)
    {
        foreach (var style in Styles)
        {
            var made = PictureComposer.Compose(Cutout(), Order(style) with { Width = width, Height = height });
            var facts = PictureProbe.Read(made.Jpeg);
            Assert.That((facts.Width, facts.Height), Is.EqualTo((width, height)), style);
        }
    }

    [Test]
    public void Survives_long_titles_odd_characters_and_no_facts()
    {
        var order = Order("infographic") with { Title = string.Join(' ', Enumerable.Repeat("Extraordinarily <b>long & “quoted”", 12)), Vendor = null, SellingPoints = [" ", ""] };
        Assert.That(PictureComposer.Compose(Cutout(), order).Jpeg, Is.Not.Empty);
    }

    [Test]
    public void Refuses_an_unknown_style() =>
        Assert.That(Assert.Throws<MediaException>(() => PictureComposer.Compose(Cutout(), Order("oil-painting")))!.Code, Is.EqualTo("style-unknown"));

    [Test]
    public void Refuses_sizes_it_cannot_make() =>
        Assert.That(Assert.Throws<MediaException>(() => PictureComposer.Compose(Cutout(), Order("lifestyle") with { Width = 9000 }))!.Code, Is.EqualTo("size-unsupported"));

    [Test]
    public void Holds_no_picture_and_no_growing_memory_after_fifty_renders()
    {
        var cutout = Cutout();
        PictureComposer.Compose(cutout, Order("lifestyle"));
        var (pictures, memory) = (VipsLibrary.OpenImages, VipsLibrary.TrackedMemory);
        for (var round = 0; round < 50; round++)
        {
            PictureComposer.Compose(cutout, Order(Styles[round % Styles.Length]) with { Width = 320, Height = 320, Seed = round });
        }
        Assert.That(VipsLibrary.OpenImages, Is.EqualTo(pictures));
        Assert.That(VipsLibrary.TrackedMemory - memory, Is.LessThan(70_000_000), "no more than the operation cache may keep");
    }

    private static (int Altered, bool AnyOpaque) Altered(Drawing drawn)
    {
        var (canvas, box, rgba) = (drawn.Canvas, drawn.Product.Box, drawn.Product.Rgba);
        var (altered, opaque) = (0, 0);
        for (var pixel = 0; pixel < box.Width * box.Height; pixel++)
        {
            var (x, y) = (box.Left + pixel % box.Width, box.Top + pixel / box.Width);
            if (rgba[pixel * 4 + 3] < 255 || x < 0 || y < 0 || x >= canvas.Width || y >= canvas.Height)
            {
                continue;
            }
            opaque++;
            altered += rgba.AsSpan(pixel * 4, 3).SequenceEqual(canvas.Pixels.AsSpan((y * canvas.Width + x) * 3, 3)) ? 0 : 1;
        }
        return (altered, opaque > 1000);
    }

    private static Composition Make(string style) => PictureComposer.Compose(Cutout(), Order(style));

    private static ProductCutout Cutout()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            return ProductCutter.Cut(picture);
        }
    }

    private static CompositionOrder Order(string style) =>
        new(style, "Striped disc", "Test works", ["Striped all over", "Round on every side"], ["#1f4d3a", "#d9b26f"], null, 640, 640, 4)
        {
            Offer = new Offer(79.9m, 99m, "EUR", "Only this week"),
        };
}
