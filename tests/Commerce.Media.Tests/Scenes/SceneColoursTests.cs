using Commerce.Media.Colour;
using Commerce.Media.Scenes;

namespace Commerce.Media.Tests.Scenes;

public sealed class SceneColoursTests
{
    private static readonly string[][] Palettes = [["#000000"], ["#ffffff"], ["#ff0000", "#00ff00"], ["#1f4d3a", "#d9b26f"], []];

    [Test]
    public void Never_lets_a_product_vanish_and_keeps_text_readable()
    {
        foreach (var set in SceneCatalogue.Keys.SelectMany(key => SceneCatalogue.Find(key).Variants))
        {
            foreach (var palette in Palettes)
            {
                foreach (var lightness in Enumerable.Range(0, 11).Select(step => step / 10f))
                {
                    var product = new Oklab(lightness, 0, 0);
                    var colours = SceneColours.For(set, palette, product, 3);
                    Assert.That(colours.Wall.Oklab.Distance(product), Is.GreaterThan(0.15f), $"{set.Name} {string.Join(',', palette)} {lightness}");
                    Assert.That(colours.Ink.Contrast(colours.Wall), Is.GreaterThanOrEqualTo(4.5f), $"{set.Name} {lightness}");
                }
            }
        }
    }
}
