using System.Diagnostics;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

/// <summary>What we wrote is what others read: ExifTool, which shares no line with us, finds the property where the IPTC puts it.</summary>
public sealed class IndependentReaderTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commerce-marks-");

    [OneTimeTearDown]
    public void Remove() => folder.Delete(recursive: true);

    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    public async Task Item34_Pictures(PictureFormat format)
    {
        var path = Path.Combine(folder.FullName, $"picture.{format}".ToLowerInvariant());
        await File.WriteAllBytesAsync(path, SourceTypeMark.Write(Marked.Plain(format), SourceType.CompositeWithTrainedModel));
        Assert.That(await ReadAsync(path), Is.EqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"));
    }

    [Test]
    public async Task Item34_Films()
    {
        var path = Path.Combine(folder.FullName, "film.mp4");
        await Marked.FilmAsync(path);
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        Assert.That(await ReadAsync(path), Is.EqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"));
    }

    [TestCase(PictureFormat.Jpeg)]
    [TestCase(PictureFormat.Png)]
    [TestCase(PictureFormat.Webp)]
    [TestCase(PictureFormat.Heif)]
    public async Task Origins_of_pictures(PictureFormat format)
    {
        var path = Path.Combine(folder.FullName, $"origin.{(format == PictureFormat.Heif ? "avif" : format.ToString().ToLowerInvariant())}");
        await File.WriteAllBytesAsync(path, OriginMark.Write(OriginMark.Write(Marked.Plain(format), Marked.Origin with { Recipe = "An older one" }), Marked.Origin));
        await ExpectOriginAsync(path);
        var resolution = format == PictureFormat.Png ? await ReadAsync(path, "PNG-pHYs:PixelsPerUnitX") : await ReadAsync(path, "EXIF:XResolution");
        Assert.That(resolution, Is.EqualTo(format == PictureFormat.Png ? "11811" : "300"));
    }

    [Test]
    public async Task Origins_of_films()
    {
        var path = Path.Combine(folder.FullName, "origin.mp4");
        await Marked.FilmAsync(path);
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        await FilmMark.WriteAsync(path, Marked.Origin, CancellationToken.None);
        await ExpectOriginAsync(path);
    }

    private static async Task ExpectOriginAsync(string path)
    {
        var said = new[]
        {
            await ReadAsync(path), await ReadAsync(path, "XMP-xmp:CreatorTool"), await ReadAsync(path, "XMP-xmp:CreateDate"), await ReadAsync(path, "XMP-studio:Model"),
            await ReadAsync(path, "XMP-studio:Recipe"), await ReadAsync(path, "XMP-xmpMM:DerivedFromDocumentID"), await ReadAsync(path, "XMP-iptcExt:AISystemUsed"),
        };
        Assert.That(said, Is.EqualTo(new[]
        {
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "Commerce Studio", "2026:03:04 05:06:07Z", Marked.Origin.Model,
            Marked.Origin.Recipe, $"sha256:{Marked.Origin.SourceSha256}", Marked.Origin.Model,
        }));
    }

    private static async Task<string> ReadAsync(string path, string property = "XMP-iptcExt:DigitalSourceType")
    {
        using var exiftool = Process.Start(new ProcessStartInfo("exiftool", ["-n", "-s3", $"-{property}", path]) { RedirectStandardOutput = true })!;
        var said = await exiftool.StandardOutput.ReadToEndAsync();
        await exiftool.WaitForExitAsync();
        return said.Trim();
    }
}
