namespace Commerce.Tests.Infrastructure;

/// <summary>A clock whose waits end when a test moves it and never by themselves, so that an hour passes in no time.</summary>
public sealed class DrivenClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Wait> waits = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next wait ends; null when nobody waits.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (gate)
            {
                return waits.Min(wait => wait.At);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, () => callback(state));
        wait.Change(dueTime, period);
        return wait;
    }

    /// <summary>Moves on to a time and ends the waits that are over by then.</summary>
    public void MoveTo(DateTimeOffset at)
    {
        List<Wait> over;
        lock (gate)
        {
            now = at;
            over = [.. waits.Where(wait => wait.At <= now)];
            waits.RemoveAll(over.Contains);
        }

        foreach (var wait in over)
        {
            wait.End();
        }
    }

    private sealed class Wait(DrivenClock clock, Action end) : ITimer
    {
        public DateTimeOffset? At { get; private set; }

        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period > TimeSpan.Zero)
            {
                throw new NotSupportedException("Each wait ends once.");
            }

            lock (clock.gate)
            {
                clock.waits.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    At = clock.now + dueTime;
                    clock.waits.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.waits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
