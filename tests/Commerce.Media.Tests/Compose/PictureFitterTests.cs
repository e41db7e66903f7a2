using Commerce.Media.Compose;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Compose;

public sealed class PictureFitterTests
{
    private string folder = null!;

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("fitter-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [TestCase(100, 100, 64, 64)]
    [TestCase(1376, 768, 1600, 900)]
    [TestCase(50, 301, 300, 50)]
    public async Task A_filled_picture_has_the_wished_size_and_names_its_origin(int width, int height, int wide, int high)
    {
        var jpeg = await PictureFitter.FillAsync(Picture(width, height), wide, high, SourceType.CompositeWithTrainedModel);
        var facts = PictureProbe.Read(jpeg);
        Assert.That((facts.Width, facts.Height, SourceTypeMark.Read(jpeg)), Is.EqualTo((wide, high, SourceType.CompositeWithTrainedModel)));
    }

    [TestCase(100, 100, 1080, 1920)]
    [TestCase(301, 50, 64, 64)]
    public async Task A_held_picture_is_whole_in_the_wished_shape(int width, int height, int wide, int high)
    {
        var facts = PictureProbe.Read(await PictureFitter.HoldAsync(Picture(width, height), wide, high));
        Assert.That((facts.Width, facts.Height), Is.EqualTo((wide, high)));
    }

    private string Picture(int width, int height)
    {
        using var image = VipsImage.Solid(width, height, 200, 120, 40);
        var path = Path.Combine(folder, "picture.png");
        File.WriteAllBytes(path, image.ToPng());
        return path;
    }
}
