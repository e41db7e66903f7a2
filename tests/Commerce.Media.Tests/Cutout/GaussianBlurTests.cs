using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout;

public sealed class GaussianBlurTests
{
    [TestCase(0.8)]
    [TestCase(1.6)]
    [TestCase(3)]
    public void Softens_as_the_picture_library_does(double sigma)
    {
        const int Width = 51, Height = 37;
        var random = new Random(11);
        var plane = Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle() * 100).ToArray();
        using var picture = VipsImage.FromFloats(plane, Width, Height, 1);
        using var soft = picture.Blur(sigma);
        Assert.That(GaussianBlur.Of(plane, Width, Height, sigma), Is.EqualTo(soft.ToFloats()).Within(0.001));
    }
}
