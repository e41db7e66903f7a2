namespace Commerce.Tests.Infrastructure;

/// <summary>A clock that tests move. Timers run on real time, so that leases are kept while a test waits.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void MoveTo(DateTimeOffset at)
    {
        if (at > GetUtcNow())
        {
            Interlocked.Exchange(ref ticks, at.UtcTicks);
        }
    }
}
