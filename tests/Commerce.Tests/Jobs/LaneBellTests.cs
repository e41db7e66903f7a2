using Commerce.Jobs;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Jobs;

public sealed class LaneBellTests
{
    [Test]
    public async Task A_ring_nobody_waits_for_is_kept_and_more_rings_than_lanes_are_not()
    {
        using var bell = Bell(TimeProvider.System);
        for (var ring = 0; ring < 10; ring++)
        {
            bell.Ring();
        }

        await bell.WaitAsync(CancellationToken.None);
        await bell.WaitAsync(CancellationToken.None);
        Assert.That(bell.WaitAsync(CancellationToken.None).IsCompleted, Is.False);
    }

    [Test]
    public async Task A_time_to_come_rings_when_it_has_come()
    {
        using var bell = Bell(TimeProvider.System);
        bell.RingAt(TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(30));
        await bell.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Test]
    public void A_time_beyond_the_next_sweep_is_left_to_the_sweep()
    {
        using var bell = Bell(TimeProvider.System);
        Assert.That(() => bell.RingAt(DateTimeOffset.MaxValue), Throws.Nothing);
    }

    [Test]
    public async Task What_is_announced_while_no_lane_is_idle_wakes_the_one_for_newcomers()
    {
        using var bell = Bell(TimeProvider.System);
        var (idle, newcomers) = (bell.WaitAsync(CancellationToken.None), bell.WaitForNewcomersAsync(CancellationToken.None));
        bell.Announce();
        await idle;
        Assert.That(newcomers.IsCompleted, Is.False, "an idle lane heard it");

        bell.Ring();
        Assert.That(newcomers.IsCompleted, Is.False, "more of what the lanes know of");
        bell.Announce();
        await newcomers;
    }

    private static LaneBell Bell(TimeProvider time) => new(Options.Create(new JobOptions { WorkerThreads = 2 }), time);
}
