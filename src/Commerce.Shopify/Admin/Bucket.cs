namespace Commerce.Shopify.Admin;

/// <summary>
/// One shop's points as one process counts them. Every reservation is taken off at once, so the level may be negative: then
/// the calls behind the missing points wait for their place to be covered. Safe for many threads.
/// </summary>
internal sealed class Bucket(TimeProvider time)
{
    // A full bucket takes no refill, and a call that was let go leaves it full until it arrives. So what flows in during
    // that time, a second's worth, is never counted on.
    private const double Share = 0.95;

    private readonly Lock gate = new();

    // The smallest bucket Shopify gives; the first answer tells the real one.
    private double size = 2000;
    private double rate = 100;
    private double level = 2000 * Share;
    private double issued;
    private double open;
    private double settled;
    private long asOf = time.GetTimestamp();
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Takes a place in the order, or tells how long the wait would be.</summary>
    public double? Take(double points, out double taken, out TimeSpan wait)
    {
        lock (gate)
        {
            Refill();
            taken = Math.Min(points, Counted);
            wait = TimeSpan.FromSeconds(Math.Max(0, taken - level) / rate);
            if (wait > IShopBudgets.LongestWait) return null;
            level -= taken;
            open += taken;
            return issued += taken;
        }
    }

    /// <summary>How long until everything up to this place is covered; the signal tells of points that came in earlier.</summary>
    public TimeSpan WaitFor(double place, out Task signal, out double settledSoFar)
    {
        lock (gate)
        {
            Refill();
            (signal, settledSoFar) = (changed.Task, settled);
            return TimeSpan.FromSeconds(Math.Max(0, place - issued - level) / rate);
        }
    }

    /// <summary>
    /// A call that will not be made. Its points stay off the level, for giving them back would let calls before it go too
    /// early; the refill and the next answers bring them back.
    /// </summary>
    public void Abandon(double points)
    {
        lock (gate) open -= points;
    }

    public void Settle(Reservation reservation, double spent, ThrottleStatus? told, TimeSpan holdOff)
    {
        lock (gate)
        {
            Refill();
            open -= reservation.Points;
            settled += reservation.Points;
            level = Math.Min(Counted, level + reservation.Points - spent);
            if (told is { RestoreRate: > 0, Maximum: > 0 }) Learn(told, settled - reservation.Points - reservation.Settled);
            if (holdOff > TimeSpan.Zero) level = Math.Min(level, -rate * holdOff.TotalSeconds);
            changed.SetResult();
            changed = NewSignal();
        }
    }

    // Shopify's own count is never exceeded. Above ours it is believed as far as it cannot be out of date: less the calls
    // still open, and less those settled since the call it came with was let go.
    private void Learn(ThrottleStatus told, double since)
    {
        (size, rate) = (told.Maximum, told.RestoreRate);
        level = Math.Min(Math.Min(told.Available, Counted), Math.Max(level, told.Available - open - since));
    }

    private void Refill()
    {
        level = Math.Min(Counted, level + (rate * time.GetElapsedTime(asOf).TotalSeconds));
        asOf = time.GetTimestamp();
    }

    private double Counted => size * Share;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
