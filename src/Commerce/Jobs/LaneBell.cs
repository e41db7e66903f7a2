using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>Wakes idle lanes of this process, now or at a time. A ring that nobody waits for is kept for the next who does.</summary>
public sealed class LaneBell(IOptions<JobOptions> options, TimeProvider time) : IDisposable
{
    // Timers are a little early on some machines; a store is due when its time has passed.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim rung = new(0);
    private readonly SemaphoreSlim rungForNewcomers = new(0);
    private readonly SortedSet<DateTimeOffset> times = [];
    private readonly Lock gate = new();
    private ITimer? timer;

    /// <summary>Wakes one idle lane. With every lane awake already it changes nothing.</summary>
    public void Ring()
    {
        lock (gate)
        {
            if (rung.CurrentCount < options.Value.WorkerThreads)
            {
                rung.Release();
            }
        }
    }

    /// <summary>Wakes one idle lane for rows that no lane may know of yet; with every lane awake already, the lane for newcomers.</summary>
    public void Announce()
    {
        lock (gate)
        {
            Ring();

            // A ring that was not heard at once is still there.
            if (rung.CurrentCount > 0 && rungForNewcomers.CurrentCount == 0)
            {
                rungForNewcomers.Release();
            }
        }
    }

    /// <summary>Announces at a later time. Times further away than the next sweep are left to it.</summary>
    public void RingAt(DateTimeOffset at)
    {
        if (at > time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.SweepSeconds))
        {
            return;
        }

        lock (gate)
        {
            times.Add(at);
            Arm();
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        rung.Dispose();
        rungForNewcomers.Dispose();
    }

    /// <summary>Returns with the next ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => rung.WaitAsync(cancellationToken);

    /// <summary>Returns when something was announced and no lane was idle to hear it.</summary>
    public Task WaitForNewcomersAsync(CancellationToken cancellationToken) => rungForNewcomers.WaitAsync(cancellationToken);

    private void Arm()
    {
        if (times.Count == 0)
        {
            return;
        }

        var wait = times.Min - time.GetUtcNow() + Slack;
        timer ??= time.CreateTimer(_ => RingDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait > Slack ? wait : Slack, Timeout.InfiniteTimeSpan);
    }

    private void RingDue()
    {
        int due;
        lock (gate)
        {
            var now = time.GetUtcNow();
            due = times.RemoveWhere(at => at <= now);
            Arm();
        }

        for (var lane = 0; lane < Math.Min(due, options.Value.WorkerThreads); lane++)
        {
            Announce();
        }
    }
}
