namespace Commerce.Shopify.Admin;

/// <summary>
/// One shop's points as one process counts them. Every reservation is taken off at once, so the level may be negative: then
/// the calls behind the missing points wait for their place to be covered. Safe for many threads.
/// </summary>
internal sealed class Bucket(TimeProvider time)
{
    private readonly Lock gate = new();

    // The smallest bucket Shopify gives; the first answer tells the real one.
    private double size = 2000;
    private double rate = 100;
    private double level = 2000;
    private double issued;
    private long asOf = time.GetTimestamp();
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Takes a place in the order, or tells how long the wait would be.</summary>
    public double? Take(double points, out double taken, out TimeSpan wait)
    {
        lock (gate)
        {
            Refill();
            taken = Math.Min(points, size);
            wait = TimeSpan.FromSeconds(Math.Max(0, taken - level) / rate);
            if (wait > IShopBudgets.LongestWait) return null;
            level -= taken;
            return issued += taken;
        }
    }

    /// <summary>How long until everything up to this place is covered; the signal tells of points that came in earlier.</summary>
    public TimeSpan WaitFor(double place, out Task signal)
    {
        lock (gate)
        {
            Refill();
            signal = changed.Task;
            return TimeSpan.FromSeconds(Math.Max(0, place - issued - level) / rate);
        }
    }

    public void Settle(Reservation reservation, double spent, ThrottleStatus? told, TimeSpan holdOff)
    {
        lock (gate)
        {
            Refill();
            level = Math.Min(size, level + reservation.Points - spent);
            if (told is { RestoreRate: > 0, Maximum: > 0 }) Learn(told, reservation.Place);
            if (holdOff > TimeSpan.Zero) level = Math.Min(level, -rate * holdOff.TotalSeconds);
            changed.SetResult();
            changed = NewSignal();
        }
    }

    // Shopify's own count is never exceeded. Below it, a quarter of the bucket and whatever was taken since are left for
    // calls still under way, which its count may not hold yet.
    private void Learn(ThrottleStatus told, double place)
    {
        (size, rate) = (told.Maximum, told.RestoreRate);
        level = Math.Min(told.Available, Math.Max(level, told.Available - (issued - place) - (size / 4)));
    }

    private void Refill()
    {
        level = Math.Min(size, level + (rate * time.GetElapsedTime(asOf).TotalSeconds));
        asOf = time.GetTimestamp();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
