using Commerce.Media.Compose;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Compose;

public sealed class WatermarkTests
{
    private static readonly PictureFormat[] Formats = [PictureFormat.Jpeg, PictureFormat.Png, PictureFormat.Webp];

    [TestCaseSource(nameof(Formats))]
    public void Keeps_format_size_resolution_and_source_type(PictureFormat format)
    {
        var before = Picture(format);
        var after = Watermark.Stamp(before);
        var (was, now) = (PictureProbe.Read(before), PictureProbe.Read(after));
        Assert.That((now.Width, now.Height, PictureSniffer.Sniff(after)), Is.EqualTo((was.Width, was.Height, (PictureFormat?)format)));
        Assert.That(SourceTypeMark.Read(after), Is.EqualTo(SourceType.CompositeWithTrainedModel));
        using var header = VipsImage.Load(PictureSniffer.Loader(format), before);
        using var marked = VipsImage.Load(PictureSniffer.Loader(format), after);
        Assert.That(marked.DotsPerInch, Is.EqualTo(header.DotsPerInch).Within(0.5));
    }

    [TestCaseSource(nameof(Formats))]
    public void Gives_the_same_bytes_again(PictureFormat format) => Assert.That(Watermark.Stamp(Picture(format)), Is.EqualTo(Watermark.Stamp(Picture(format))));

    [TestCase(400, 300)]
    [TestCase(300, 533)]
    [TestCase(256, 256)]
    public void Changes_the_lower_right_corner_and_nothing_else(int width, int height)
    {
        using var plain = VipsImage.Solid(width, height, 200, 180, 160);
        using var after = PictureIngest.Read(Watermark.Stamp(plain.ToPng()));
        var pixels = after.ToBytes();
        var changed = Enumerable.Range(0, width * height).Where(pixel => pixels[pixel * 3] != 200).ToArray();
        Assert.That(changed, Has.Length.GreaterThan(200), "the mark can be seen");
        Assert.That(changed.Min(pixel => pixel % width), Is.GreaterThan(width / 2));
        Assert.That(changed.Min(pixel => pixel / width), Is.GreaterThan(height * 4 / 5));
        Assert.That((changed.Max(pixel => pixel % width) < width - 1, changed.Max(pixel => pixel / width) < height - 1), Is.EqualTo((true, true)));
    }

    [Test]
    public void Is_readable_on_white_and_on_black()
    {
        foreach (var shade in (byte[])[0, 255])
        {
            using var plain = VipsImage.Solid(400, 400, shade, shade, shade);
            using var after = PictureIngest.Read(Watermark.Stamp(plain.ToPng()));
            using var corner = after.Crop(200, 360, 190, 35);
            var values = corner.ToBytes();
            Assert.That(values.Max() - values.Min(), Is.GreaterThan(90), $"on {shade}");
        }
    }

    [Test]
    public void An_overlay_is_clear_everywhere_but_in_its_corner()
    {
        using var overlay = PictureIngest.Read(Watermark.Overlay(360, 640));
        Assert.That((overlay.Width, overlay.Height, overlay.HasAlpha), Is.EqualTo((360, 640, true)));
        var pixels = overlay.ToBytes();
        var covered = Enumerable.Range(0, 360 * 640).Where(pixel => pixels[pixel * 4 + 3] > 0).ToArray();
        Assert.That((covered.Length > 200, covered.Min(pixel => pixel / 360) > 560, covered.Min(pixel => pixel % 360) > 180), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Refuses_what_it_cannot_mark() =>
        Assert.That(Assert.Throws<MediaException>(() => Watermark.Stamp("GIF89a"u8))!.Code, Is.EqualTo("mark-unsupported"));

    private static byte[] Picture(PictureFormat format)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var encoded = format switch
            {
                PictureFormat.Png => picture.ToPng(),
                PictureFormat.Webp => picture.ToWebp(),
                _ => picture.ToJpeg(),
            };
            return SourceTypeMark.Write(encoded, SourceType.CompositeWithTrainedModel);
        }
    }
}
