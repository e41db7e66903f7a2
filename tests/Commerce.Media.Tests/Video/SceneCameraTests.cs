using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class SceneCameraTests
{
    private static readonly SceneCamera Still = SceneCamera.For(0.63f, 0.86f);

    [TestCase(0.1f)]
    [TestCase(0.62f)]
    [TestCase(0.64f)]
    [TestCase(0.95f)]
    public void A_camera_at_rest_shows_the_set_as_it_is(float row)
    {
        var (down, offset, scale) = Still.Row(row);
        // The floor is further away the higher it lies, and a resting camera neither moves nor scales any of it.
        Assert.That((down, offset, scale), Is.EqualTo((row, 0f, 1f)).Using<(float, float, float)>((one, two) =>
            Math.Abs(one.Item1 - two.Item1) + Math.Abs(one.Item2 - two.Item2) + Math.Abs(one.Item3 - two.Item3) < 1e-4f));
    }

    [Test]
    public void The_product_stands_still_on_its_floor_while_the_camera_moves()
    {
        for (var step = 0; step <= 20; step++)
        {
            var camera = Still with { X = 0.05f - 0.005f * step, Y = -0.014f + 0.0007f * step, Z = 0.006f * step };
            var (across, down) = camera.Product(0.2f, 0.86f);
            var (floor, offset, scale) = camera.Row(down);
            Assert.That(floor, Is.EqualTo(0.86f).Within(1e-4f), "the floor under the foot is the floor that was there");
            Assert.That(offset + across * scale, Is.EqualTo(0.2f).Within(1e-4f), "and does not slide sideways");
        }
    }

    [Test]
    public void The_wall_moves_less_than_the_product()
    {
        var camera = Still with { X = 0.05f };
        var product = Math.Abs(camera.Product(0, 0.5f).Across);
        var (_, offset, scale) = camera.Row(0.2f);
        Assert.That(Math.Abs(offset / scale), Is.LessThan(product * 0.6f));
    }
}
