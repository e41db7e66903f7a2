using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout;

public sealed class ProductCutterTests
{
    [TestCase(180, 40, 50)]
    [TestCase(30, 30, 34)]
    [TestCase(150, 152, 155)]
    public void Finds_a_product_on_a_shaded_backdrop(byte red, byte green, byte blue)
    {
        var (picture, truth) = Pictures.Disc(red, green, blue);
        using (picture)
        {
            var cutout = ProductCutter.Cut(picture);
            Assert.That(cutout.Kind, Is.EqualTo(CutoutKind.Plain));
            Assert.That(Overlap(cutout.Alpha(), truth), Is.GreaterThan(0.985));
        }
    }

    [Test]
    public void Softens_the_edge_and_keeps_the_backdrop_out_of_its_colour()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var cutout = ProductCutter.Cut(picture);
            var soft = Enumerable.Range(0, cutout.Width * cutout.Height).Where(pixel => cutout.Rgba[pixel * 4 + 3] is > 40 and < 215).ToList();
            Assert.That(soft, Has.Count.GreaterThan(200), "an anti-aliased edge has partly transparent pixels");
            Assert.That(soft.Average(pixel => cutout.Rgba[pixel * 4 + 1]), Is.LessThan(75), "the product's green is 40 at most, the backdrop's above 200");
        }
    }

    [Test]
    public void Leaves_inner_pixels_as_they_are()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var source = picture.ToBytes();
            var cutout = ProductCutter.Cut(picture);
            var at = 190 * Pictures.Side + 200;
            Assert.That(cutout.Rgba[(at * 4)..(at * 4 + 3)], Is.EqualTo(source[(at * 3)..(at * 3 + 3)]));
        }
    }

    [TestCase(true, 0)]
    [TestCase(false, 255)]
    public void Opens_show_through_only_when_asked(bool open, int alpha)
    {
        using var ring = Pictures.Ring();
        var cutout = ProductCutter.Cut(ring, open);
        Assert.That(cutout.Rgba[(190 * Pictures.Side + 200) * 4 + 3], Is.EqualTo(alpha));
    }

    [Test]
    public void Keeps_the_whole_photo_of_a_scene()
    {
        using var scene = Pictures.Scene();
        var cutout = ProductCutter.Cut(scene);
        Assert.That(cutout.Kind, Is.EqualTo(CutoutKind.Framed));
        Assert.That(cutout.Alpha(), Is.All.EqualTo(255));
        Assert.That(cutout.Confidence, Is.LessThan(ProductCutter.LeastConfidence));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_mask_of_somebody_else_leaves_every_pixel_the_colour_of_the_picture(int scale)
    {
        using var scene = Pictures.Scene();
        var inside = new byte[scene.Width * scale * scene.Height * scale];
        for (var at = 0; at < inside.Length; at++)
        {
            var (x, y) = (at % (scene.Width * scale), at / (scene.Width * scale));
            inside[at] = x > 60 * scale && x < 200 * scale && y > 60 * scale && y < 200 * scale ? (byte)252 : (byte)3;
        }
        using var mask = VipsImage.FromBytes(inside, scene.Width * scale, scene.Height * scale, 1);
        var cutout = ProductCutter.Mask(scene, mask)!;
        var source = scene.ToBytes();
        Assert.Multiple(() =>
        {
            Assert.That((cutout.Kind, cutout.Touches), Is.EqualTo((CutoutKind.Masked, PictureSides.None)));
            Assert.That(cutout.Alpha()[100 * scene.Width + 100], Is.EqualTo(255), "nothing shines through the product");
            Assert.That(cutout.Alpha()[20 * scene.Width + 20], Is.Zero);
            Assert.That(Enumerable.Range(0, cutout.Rgba.Length).Where(at => at % 4 < 3).Select(at => cutout.Rgba[at]), Is.EqualTo(source));
        });
    }

    [TestCase(0)]
    [TestCase(255)]
    public void A_mask_that_found_no_product_is_no_cut_out(byte everywhere)
    {
        using var scene = Pictures.Scene();
        using var mask = VipsImage.FromBytes(Enumerable.Repeat(everywhere, scene.Width * scene.Height).ToArray(), scene.Width, scene.Height, 1);
        Assert.That(ProductCutter.Mask(scene, mask), Is.Null);
    }

    [Test]
    public void A_mask_of_another_shape_is_no_cut_out()
    {
        using var scene = Pictures.Scene();
        using var mask = VipsImage.FromBytes(Enumerable.Repeat((byte)128, 20 * 10).ToArray(), 20, 10, 1);
        Assert.That(ProductCutter.Mask(scene, mask), Is.Null);
    }

    [Test]
    public void Uses_transparency_a_file_already_has()
    {
        var (picture, truth) = Pictures.Disc();
        using (picture)
        {
            using var mask = VipsImage.FromBytes(Array.ConvertAll(truth, inside => inside ? byte.MaxValue : (byte)0), Pictures.Side, Pictures.Side, 1);
            using var transparent = picture.Join(mask);
            var cutout = ProductCutter.Cut(transparent);
            Assert.That(cutout.Kind, Is.EqualTo(CutoutKind.Transparent));
            Assert.That(Overlap(cutout.Alpha(), truth), Is.EqualTo(1));
        }
    }

    private static double Overlap(byte[] alpha, bool[] truth)
    {
        var (both, either) = (0, 0);
        for (var pixel = 0; pixel < alpha.Length; pixel++)
        {
            var inside = alpha[pixel] > 127;
            both += inside && truth[pixel] ? 1 : 0;
            either += inside || truth[pixel] ? 1 : 0;
        }
        return both / (double)either;
    }
}
