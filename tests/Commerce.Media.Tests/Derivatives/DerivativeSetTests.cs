using Commerce.Media.Derivatives;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Derivatives;

public sealed class DerivativeSetTests
{
    [Test]
    public void Makes_every_size_with_its_resolution()
    {
        var set = DerivativeSet.Make(Wide());
        Assert.That((set.Master.Width, set.Page.Width, set.Thumbnail.Width), Is.EqualTo((2048, 1080, 400)));
        Assert.That((set.Master.Height, set.Page.Height, set.Thumbnail.Height), Is.EqualTo((1024, 540, 200)));
        foreach (var one in (Derivative[])[set.Master, set.Page, set.Thumbnail])
        {
            var facts = PictureProbe.Read(one.Webp);
            using var read = VipsImage.Load("webpload_buffer", one.Webp);
            Assert.That((facts.Format, facts.Width, facts.Height), Is.EqualTo((PictureFormat.Webp, one.Width, one.Height)));
            Assert.That(read.Has("exif-ifd0-XResolution"), "its value is read by ExifTool in IndependentReaderTests");
        }
    }

    [Test]
    public void Shows_the_picture_in_every_size()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var set = DerivativeSet.Of(picture);
            using var thumbnail = PictureIngest.Read(set.Thumbnail.Webp);
            Assert.That(thumbnail.ToBytes().Zip(picture.ToBytes(), (one, two) => Math.Abs(one - two)).Average(), Is.LessThan(4));
            Assert.That((set.Master.Width, set.Page.Width), Is.EqualTo((Pictures.Side, Pictures.Side)), "a small picture is not enlarged");
        }
    }

    [Test]
    public void Has_a_placeholder_of_a_few_pixels()
    {
        const string Prefix = "data:image/webp;base64,";
        var placeholder = DerivativeSet.Make(Wide()).Placeholder;
        Assert.That(placeholder, Does.StartWith(Prefix).And.Length.LessThan(600));
        var facts = PictureProbe.Read(Convert.FromBase64String(placeholder[Prefix.Length..]), new PictureLimits(SmallestSide: 1));
        Assert.That((facts.Width, facts.Height), Is.EqualTo((20, 10)));
    }

    [Test]
    public void Gives_the_same_bytes_for_the_same_file()
    {
        var bytes = Provenance.Marked.Plain(PictureFormat.Jpeg);
        var (one, two) = (DerivativeSet.Make(bytes), DerivativeSet.Make(bytes));
        Assert.That(one.Master.Webp, Is.EqualTo(two.Master.Webp));
        Assert.That(one.Thumbnail.Webp, Is.EqualTo(two.Thumbnail.Webp));
        Assert.That(one.Placeholder, Is.EqualTo(two.Placeholder));
    }

    [Test]
    public void Leaves_no_picture_open()
    {
        var before = VipsLibrary.OpenImages;
        DerivativeSet.Make(Provenance.Marked.Plain(PictureFormat.Jpeg));
        Assert.That(VipsLibrary.OpenImages, Is.EqualTo(before));
    }

    [Test]
    public void Writes_avif_that_can_be_read_back()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            using var read = PictureIngest.Read(picture.ToAvif());
            Assert.That(read.ToBytes().Zip(picture.ToBytes(), (one, two) => Math.Abs(one - two)).Average(), Is.LessThan(5));
        }
    }

    private static byte[] Wide()
    {
        using var wide = VipsImage.Solid(2400, 1200, 30, 120, 200);
        return wide.ToJpeg();
    }
}
