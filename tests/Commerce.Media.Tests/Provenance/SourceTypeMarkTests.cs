using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

public sealed class SourceTypeMarkTests
{
    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    public void Item34_Is_read_back_and_leaves_the_pixels_alone(PictureFormat format)
    {
        var plain = Marked.Plain(format);
        var marked = SourceTypeMark.Write(plain, SourceType.CompositeSynthetic);
        using var before = PictureIngest.Read(plain);
        using var after = PictureIngest.Read(marked);
        Assert.That(SourceTypeMark.Read(plain), Is.Null);
        Assert.That(SourceTypeMark.Read(marked), Is.EqualTo("compositeSynthetic"));
        Assert.That(after.ToBytes(), Is.EqualTo(before.ToBytes()));
    }

    [Test]
    public void A_webp_picture_marked_again_carries_the_last_mark_only()
    {
        var once = SourceTypeMark.Write(Marked.Plain(PictureFormat.Webp), SourceType.TrainedModel);
        var twice = SourceTypeMark.Write(once, SourceType.CompositeSynthetic);
        Assert.That(SourceTypeMark.Read(twice), Is.EqualTo("compositeSynthetic"));
        Assert.That(twice.AsSpan().Count("XMP "u8), Is.EqualTo(1));
    }

    [Test]
    public void A_webp_picture_whose_parts_do_not_add_up_is_refused()
    {
        var cut = Marked.Plain(PictureFormat.Webp)[..^40];
        Assert.That(Assert.Throws<MediaException>(() => SourceTypeMark.Write(cut, SourceType.TrainedModel))!.Code, Is.EqualTo("mark-unsupported"));
    }

    [Test]
    public void Refuses_formats_it_cannot_mark()
    {
        byte[] gif = [.. "GIF89a"u8, .. new byte[32]];
        Assert.That(Assert.Throws<MediaException>(() => SourceTypeMark.Write(gif, SourceType.TrainedModel))!.Code, Is.EqualTo("mark-unsupported"));
    }
}
