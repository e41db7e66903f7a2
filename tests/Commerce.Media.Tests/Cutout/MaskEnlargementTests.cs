using Commerce.Media.Cutout;

namespace Commerce.Media.Tests.Cutout;

public sealed class MaskEnlargementTests
{
    [TestCase(80, 60)]
    [TestCase(97, 71)]
    public void A_disc_stays_a_disc(int width, int height)
    {
        var small = Disc(40, 30);
        var expected = Disc(width, height);
        var large = MaskEnlargement.Of(small, 40, 30, width, height);
        var unlike = Enumerable.Range(0, expected.Length).Count(pixel => large[pixel] != expected[pixel]);
        Assert.That(unlike, Is.LessThan(expected.Length * 0.02));
    }

    [Test]
    public void Full_and_empty_masks_stay_so([Values] bool marked)
    {
        var small = new bool[12 * 9];
        Array.Fill(small, marked);
        Assert.That(MaskEnlargement.Of(small, 12, 9, 31, 23), Is.All.EqualTo(marked));
    }

    private static bool[] Disc(int width, int height) => [.. Enumerable.Range(0, width * height).Select(pixel =>
    {
        var (x, y) = ((pixel % width + 0.5) / width - 0.5, (pixel / width + 0.5) / height - 0.5);
        return x * x + y * y < 0.12;
    })];
}
