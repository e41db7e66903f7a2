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

    private static async Task<string> ReadAsync(string path)
    {
        using var exiftool = Process.Start(new ProcessStartInfo("exiftool", ["-n", "-s3", "-XMP-iptcExt:DigitalSourceType", path]) { RedirectStandardOutput = true })!;
        var said = await exiftool.StandardOutput.ReadToEndAsync();
        await exiftool.WaitForExitAsync();
        return said.Trim();
    }
}
