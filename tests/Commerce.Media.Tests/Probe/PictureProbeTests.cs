using System.Text;
using Commerce.Media.Probe;

namespace Commerce.Media.Tests.Probe;

public sealed class PictureProbeTests
{
    [Test]
    public void Names_format_and_size_by_content()
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            var facts = PictureProbe.Read(picture.ToWebp());
            Assert.That((facts.Format, facts.Width, facts.Height, facts.MimeType), Is.EqualTo((PictureFormat.Webp, 400, 400, "image/webp")));
        }
    }

    [Test]
    public void Refuses_an_empty_file() => Refuses("picture-empty", []);

    [Test]
    public void Refuses_text() => Refuses("picture-unknown-format", Encoding.UTF8.GetBytes("this is not a picture at all"));

    [Test]
    public void Refuses_svg() =>
        Refuses("picture-unknown-format", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='file:///etc/passwd'/></svg>"));

    [Test]
    public void Refuses_thirty_thousand_pixels_square_from_the_header_alone() => Refuses("picture-too-large", Pictures.PngClaiming(30_000, 30_000));

    [Test]
    public void Refuses_more_than_fifty_megapixels() => Refuses("picture-too-large", Pictures.PngClaiming(8_000, 6_500));

    [Test]
    public void Refuses_a_picture_too_small_to_use() => Refuses("picture-too-small", Pictures.PngClaiming(8, 8));

    [Test]
    public void Refuses_a_file_above_the_byte_limit()
    {
        var error = Assert.Throws<MediaException>(() => PictureProbe.Read(new byte[2000], new PictureLimits(Bytes: 1000)));
        Assert.That(error!.Code, Is.EqualTo("picture-file-too-large"));
    }

    [Test]
    public async Task Refuses_a_missing_file()
    {
        var error = await Assert.ThrowsAsync<MediaException>(() => PictureProbe.ReadAsync(Path.Combine(TestContext.CurrentContext.WorkDirectory, "absent.jpg")));
        Assert.That(error!.Code, Is.EqualTo("picture-missing"));
    }

    private static void Refuses(string code, byte[] bytes)
    {
        var error = Assert.Throws<MediaException>(() => PictureProbe.Read(bytes));
        Assert.That(error!.Code, Is.EqualTo(code));
        Assert.That(error.Message, Does.EndWith("."), "the refusal is a sentence a person can read");
    }
}
