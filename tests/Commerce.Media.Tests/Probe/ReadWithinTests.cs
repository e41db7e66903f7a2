using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Probe;

public sealed class ReadWithinTests
{
    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    public void Shows_what_reading_all_and_scaling_shows(PictureFormat format)
    {
        var bytes = Provenance.Marked.Plain(format);
        using var whole = PictureIngest.Read(bytes);
        using var scaled = whole.ResizeTo(90, 90);
        using var read = PictureIngest.ReadWithin(bytes, 90);
        Assert.That((read.Width, read.Height, read.Bands), Is.EqualTo((90, 90, 3)));
        Assert.That(read.ToBytes().Zip(scaled.ToBytes(), (one, two) => Math.Abs(one - two)).Average(), Is.LessThan(2.5));
    }

    [Test]
    public void Does_not_enlarge()
    {
        using var read = PictureIngest.ReadWithin(Provenance.Marked.Plain(PictureFormat.Png), 2048);
        Assert.That((read.Width, read.Height), Is.EqualTo((Pictures.Side, Pictures.Side)));
    }

    [Test]
    public void Turns_a_sideways_photo_upright()
    {
        using var wide = VipsImage.Solid(600, 300, 200, 100, 50);
        var jpeg = wide.ToJpeg();
        byte[] exif = [0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        using var read = PictureIngest.ReadWithin([.. jpeg[..2], .. exif, .. jpeg[2..]], 100);
        Assert.That((read.Width, read.Height), Is.EqualTo((50, 100)));
    }

    [Test]
    public void Keeps_transparency_and_the_colour_beside_it()
    {
        using var clear = VipsImage.Solid(400, 400, 0, 0, 0, 0);
        var pixels = clear.ToBytes();
        for (var pixel = 0; pixel < pixels.Length; pixel += 4)
        {
            if (pixel / 4 % 400 < 200)
            {
                (pixels[pixel], pixels[pixel + 3]) = (240, 255);
            }
        }
        using var half = VipsImage.FromBytes(pixels, 400, 400, 4);
        using var named = half.Interpreted("srgb");
        using var read = PictureIngest.ReadWithin(named.ToPng(), 100);
        var small = read.ToBytes();
        Assert.That((read.Bands, small[40 * 4 + 3], small[60 * 4 + 3]), Is.EqualTo((4, 255, 0)));
        Assert.That(small[48 * 4], Is.GreaterThan(230), "black from the clear side must not darken the edge");
    }

    [Test]
    public void Refuses_a_truncated_file()
    {
        var whole = Provenance.Marked.Plain(PictureFormat.Png);
        Assert.That(Assert.Throws<MediaException>(() => PictureIngest.ReadWithin(whole.AsSpan(0, whole.Length / 2), 90).Dispose())!.Code, Is.EqualTo("picture-damaged"));
    }

    [Test]
    public void Refuses_a_huge_png_by_its_header() =>
        Assert.That(Assert.Throws<MediaException>(() => PictureIngest.ReadWithin(Pictures.PngClaiming(14_000, 14_000), 400).Dispose())!.Code, Is.EqualTo("picture-too-large"));
}
