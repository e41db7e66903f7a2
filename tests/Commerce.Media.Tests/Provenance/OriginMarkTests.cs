using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

public sealed class OriginMarkTests
{
    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    [TestCase(PictureFormat.Heif)]
    public void Is_read_back_and_leaves_the_pixels_alone(PictureFormat format)
    {
        var plain = Marked.Plain(format);
        var marked = OriginMark.Write(plain, Marked.Origin);
        using var before = PictureIngest.Read(plain);
        using var after = PictureIngest.Read(marked);
        Assert.That(OriginMark.Read(plain), Is.Null);
        Assert.That(OriginMark.Read(marked), Is.EqualTo(Marked.Origin));
        Assert.That(SourceTypeMark.Read(marked), Is.EqualTo(Marked.Origin.SourceType));
        Assert.That(after.ToBytes(), Is.EqualTo(before.ToBytes()));
    }

    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    public void Takes_the_place_of_an_older_mark(PictureFormat format)
    {
        var once = SourceTypeMark.Write(Marked.Plain(format), SourceType.CompositeSynthetic);
        var twice = OriginMark.Write(once, Marked.Origin);
        Assert.That(OriginMark.Read(twice), Is.EqualTo(Marked.Origin));
        Assert.That(twice.AsSpan().Count("adobe:ns:meta/"u8), Is.EqualTo(1));
        Assert.That(OriginMark.Write(twice, Marked.Origin), Is.EqualTo(twice));
    }

    [TestCase("compositeSynthetic", false)]
    [TestCase("trainedAlgorithmicMedia", true)]
    public void Names_an_ai_system_only_where_one_was_used(string sourceType, bool named)
    {
        var marked = OriginMark.Write(Marked.Plain(PictureFormat.Jpeg), Marked.Origin with { SourceType = sourceType });
        Assert.That(marked.AsSpan().IndexOf("AISystemUsed"u8) >= 0, Is.EqualTo(named));
    }

    [Test]
    public void A_source_type_alone_is_no_origin() =>
        Assert.That(OriginMark.Read(SourceTypeMark.Write(Marked.Plain(PictureFormat.Jpeg), SourceType.TrainedModel)), Is.Null);

    [Test]
    public void Refuses_a_jpeg_whose_parts_do_not_add_up()
    {
        byte[] cut = [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1, 2, 3];
        Assert.That(Assert.Throws<MediaException>(() => OriginMark.Write(cut, Marked.Origin))!.Code, Is.EqualTo("mark-unsupported"));
    }
}
