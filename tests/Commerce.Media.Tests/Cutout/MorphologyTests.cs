using Commerce.Media.Cutout;

namespace Commerce.Media.Tests.Cutout;

public sealed class MorphologyTests
{
    private const int Width = 45;
    private const int Height = 33;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(15)]
    public void Grows_as_far_as_that_many_steps_across_and_along(int steps)
    {
        var mask = new bool[Width * Height];
        mask[16 * Width + 40] = true;
        var grown = Morphology.Grown(mask, Width, steps);
        Assert.That(Enumerable.Range(0, mask.Length).All(pixel =>
            grown[pixel] == (Math.Abs(pixel % Width - 40) + Math.Abs(pixel / Width - 16) <= steps)));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Shrinking_is_growing_what_lies_outside(int steps)
    {
        var random = new Random(7);
        var mask = Enumerable.Range(0, Width * Height).Select(_ => random.Next(40) > 0).ToArray();
        Assert.That(Morphology.Shrunk(mask, Width, steps), Is.EqualTo(Morphology.Outside(Morphology.Grown(Morphology.Outside(mask), Width, steps))));
    }

    [Test]
    public void The_picture_s_end_takes_nothing_away()
    {
        var mask = new bool[Width * Height];
        Array.Fill(mask, true);
        Assert.That(Morphology.Shrunk(mask, Width, 5), Is.All.True);
    }
}
