using Commerce.Media.Derivatives;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Derivatives;

public sealed class ChannelShapeTests
{
    [TestCase("product-page", 1, 1)]
    [TestCase("story", 9, 16)]
    [TestCase("banner", 16, 9)]
    [TestCase("collection", 4, 3)]
    [TestCase("editorial", 3, 2)]
    public void Has_the_ratio_it_says(string key, int across, int down)
    {
        var shape = ChannelShape.All.Single(shape => shape.Key == key);
        Assert.That(shape.Ratio, Is.EqualTo($"{across}:{down}"));
        Assert.That(shape.Width * down, Is.EqualTo(shape.Height * across));
    }

    [TestCase(120)]
    [TestCase(680)]
    public void Keeps_what_the_eye_goes_to(int middle)
    {
        using var drawn = VipsImage.FromSvg($"<svg xmlns='http://www.w3.org/2000/svg' width='800' height='400'><rect width='800' height='400' fill='#d8d6d2'/><circle cx='{middle}' cy='200' r='90' fill='#c8321e'/><path d='M{middle - 40} 160h80v80h-80z' fill='#f4d35e'/></svg>");
        using var flat = drawn.Flatten(255, 255, 255);
        using var story = new ChannelShape("story", "9:16", 225, 400).Fill(flat);
        Assert.That((story.Width, story.Height), Is.EqualTo((225, 400)));
        var pixels = story.ToBytes();
        var red = Enumerable.Range(0, 225 * 400).Count(pixel => pixels[pixel * 3] > 150 && pixels[pixel * 3 + 2] < 110);
        Assert.That(red, Is.GreaterThan(0.9 * Math.PI * 90 * 90));
    }
}
