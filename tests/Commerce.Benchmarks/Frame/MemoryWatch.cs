namespace Commerce.Benchmarks.Frame;

/// <summary>How far this process grew above where it began, looked at twenty times a second.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly long before;
    private readonly ITimer timer;
    private long peak;

    public MemoryWatch(TimeProvider time)
    {
        GC.Collect();
        before = Environment.WorkingSet;
        peak = before;
        timer = time.CreateTimer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    public long End() => peak - before;

    public void Dispose() => timer.Dispose();
}
