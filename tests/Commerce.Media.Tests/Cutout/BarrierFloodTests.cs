using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout;

public sealed class BarrierFloodTests
{
    private const int Side = 40;
    private static readonly int[] Levels = [20, 90, 160];

    [Test]
    public void Each_pixel_learns_the_lowest_barrier_on_any_way_from_the_rim()
    {
        var random = new Random(3);
        var cost = new byte[Side * Side];
        random.NextBytes(cost);
        var expected = Settled(cost);
        var barrier = BarrierFlood.FromRim(cost, Plain(), Side, Side, Levels);
        foreach (var level in Levels)
        {
            Assert.That(BarrierFlood.Below(barrier, level), Is.EqualTo(Array.ConvertAll(expected, value => value <= level)), $"at {level}");
        }
    }

    /// <summary>The same by going over all pixels until nothing changes.</summary>
    private static int[] Settled(byte[] cost)
    {
        var barrier = new int[cost.Length];
        for (var pixel = 0; pixel < barrier.Length; pixel++)
        {
            var (x, y) = (pixel % Side, pixel / Side);
            barrier[pixel] = x is 0 or Side - 1 || y is 0 or Side - 1 ? cost[pixel] : 255;
        }
        for (var changed = true; changed;)
        {
            changed = false;
            for (var pixel = Side; pixel < barrier.Length - Side; pixel++)
            {
                if (pixel % Side is 0 or Side - 1)
                {
                    continue;
                }
                var around = Math.Min(Math.Min(barrier[pixel - 1], barrier[pixel + 1]), Math.Min(barrier[pixel - Side], barrier[pixel + Side]));
                var lowest = Math.Max(cost[pixel], around);
                changed |= lowest < barrier[pixel];
                barrier[pixel] = Math.Min(barrier[pixel], lowest);
            }
        }
        return barrier;
    }

    private static BackgroundView Plain()
    {
        using var picture = VipsImage.Solid(Side, Side, 230, 230, 230);
        var (planes, _) = LabPlanes.From(picture);
        return new BackgroundView(planes, BackgroundModel.Fit(planes));
    }
}
