using Commerce.Media.Compose;

namespace Commerce.Media.Tests.Compose;

public sealed class EnlargementTests
{
    private const int Width = 24;
    private const int Height = 18;

    [TestCase(48, 36)]
    [TestCase(34, 25)]
    public void Every_band_stays_where_it_was(int width, int height)
    {
        var pixels = Enumerable.Range(0, Width * Height * 4).Select(at => Slope(at % 4, at / 4 % Width, at / 4 / Width)).Select(value => (byte)value).ToArray();
        var large = Enlargement.Of(pixels, Width, Height, width, height);
        for (var at = 0; at < large.Length; at++)
        {
            var (x, y) = ((at / 4 % width + 0.5) * Width / width - 0.5, (at / 4 / width + 0.5) * Height / height - 0.5);
            if (x > 1 && y > 1 && x < Width - 2 && y < Height - 2)
            {
                Assert.That(large[at], Is.EqualTo(Slope(at % 4, x, y)).Within(0.51));
            }
        }
    }

    [Test]
    public void Gives_the_same_pixels_at_the_same_size()
    {
        var pixels = new byte[Width * Height * 4];
        new Random(6).NextBytes(pixels);
        Assert.That(Enlargement.Of(pixels, Width, Height, Width, Height), Is.EqualTo(pixels));
    }

    private static double Slope(int band, double x, double y) => band switch
    {
        0 => 10 * x,
        1 => 250 - 10 * x,
        2 => 14 * y,
        _ => 4 * x + 8 * y,
    };
}
