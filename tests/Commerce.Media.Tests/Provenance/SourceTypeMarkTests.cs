using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

public sealed class SourceTypeMarkTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Is_read_back_and_leaves_the_pixels_alone(bool jpeg)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var plain = jpeg ? picture.ToJpeg() : picture.ToPng();
            var marked = SourceTypeMark.Write(plain, SourceType.CompositeSynthetic);
            using var before = PictureIngest.Read(plain);
            using var after = PictureIngest.Read(marked);
            Assert.That(SourceTypeMark.Read(plain), Is.Null);
            Assert.That(SourceTypeMark.Read(marked), Is.EqualTo("compositeSynthetic"));
            Assert.That(after.ToBytes(), Is.EqualTo(before.ToBytes()));
        }
    }

    [Test]
    public void Refuses_formats_it_cannot_mark()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var webp = picture.ToWebp();
            Assert.That(Assert.Throws<MediaException>(() => SourceTypeMark.Write(webp, SourceType.TrainedModel))!.Code, Is.EqualTo("mark-unsupported"));
        }
    }
}
