using System.Runtime.Intrinsics;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class FilmColoursTests
{
    [Test]
    public void Pixels_become_lightness_and_colour_by_the_standards_sums()
    {
        var random = new Random(4);
        for (var turn = 0; turn < 200; turn++)
        {
            var (upper, lower) = (Pixels(random), Pixels(random));
            var (light, colours) = (FilmColours.Lightness(upper), FilmColours.BlueAndRed(upper, lower));
            for (var at = 0; at < 8; at++)
            {
                Assert.That((byte)(light >> at * 8), Is.EqualTo(16 + Dot(upper[at], 0.182586f, 0.614231f, 0.062007f)).Within(0.51));
            }
            for (var at = 0; at < 4; at++)
            {
                var mean = (upper[2 * at] + upper[2 * at + 1] + lower[2 * at] + lower[2 * at + 1]) / 4;
                Assert.That((byte)(colours >> at * 8), Is.EqualTo(128 + Dot(mean, -0.100644f, -0.338572f, 0.439216f)).Within(0.51));
                Assert.That((byte)(colours >> (32 + at * 8)), Is.EqualTo(128 + Dot(mean, 0.439216f, -0.398942f, -0.040274f)).Within(0.51));
            }
        }
    }

    private static Vector128<float>[] Pixels(Random random) => [.. Enumerable.Range(0, 8).Select(_ =>
        Vector128.Create(random.NextSingle(), random.NextSingle(), random.NextSingle(), 1) * 255)];

    private static float Dot(Vector128<float> pixel, float red, float green, float blue) => pixel[0] * red + pixel[1] * green + pixel[2] * blue;
}
