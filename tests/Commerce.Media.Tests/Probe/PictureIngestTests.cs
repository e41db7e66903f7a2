using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Probe;

public sealed class PictureIngestTests
{
    [TestCase("jpeg")]
    [TestCase("png")]
    [TestCase("webp")]
    public void Refuses_a_truncated_file(string format)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var whole = format == "jpeg" ? picture.ToJpeg() : format == "png" ? picture.ToPng() : picture.ToWebp();
            var error = Assert.Throws<MediaException>(() => PictureIngest.Read(whole.AsSpan(0, whole.Length / 2)).Dispose());
            Assert.That(error!.Code, Is.EqualTo("picture-damaged"));
        }
    }

    [Test]
    public void Turns_a_sideways_photo_upright()
    {
        using var wide = VipsImage.Solid(60, 30, 200, 100, 50);
        var jpeg = wide.ToJpeg();
        // EXIF with the single tag 0x0112, orientation 6: turn clockwise.
        byte[] exif = [0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        byte[] sideways = [.. jpeg[..2], .. exif, .. jpeg[2..]];
        using var read = PictureIngest.Read(sideways);
        Assert.That((read.Width, read.Height), Is.EqualTo((30, 60)));
        Assert.That(PictureProbe.Read(sideways).Width, Is.EqualTo(30), "the probe tells upright size, too");
    }

    [Test]
    public void Gives_colour_pixels_for_a_grey_picture()
    {
        using var grey = VipsImage.FromBytes(new byte[32 * 32], 32, 32, 1);
        using var named = grey.Interpreted("b-w");
        using var read = PictureIngest.Read(named.ToPng());
        Assert.That((read.Bands, read.Format), Is.EqualTo((3, PixelFormat.Byte)));
    }

    [Test]
    public async Task Leaves_nothing_but_pixels_in_a_clean_copy()
    {
        var (source, target) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            var (picture, _) = Pictures.Disc();
            using (picture)
            {
                var marked = Commerce.Media.Provenance.SourceTypeMark.Write(picture.ToJpeg(), "trainedAlgorithmicMedia");
                await File.WriteAllBytesAsync(source, marked);
            }
            var facts = await PictureIngest.CleanAsync(source, target);
            Assert.That(facts.Format, Is.EqualTo(PictureFormat.Jpeg));
            Assert.That(Commerce.Media.Provenance.SourceTypeMark.Read(await File.ReadAllBytesAsync(target)), Is.Null);
        }
        finally
        {
            File.Delete(source);
            File.Delete(target);
        }
    }
}
