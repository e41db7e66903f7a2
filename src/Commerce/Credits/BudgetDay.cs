namespace Commerce.Credits;

/// <summary>One day of a store's own calendar, as two instants.</summary>
/// <param name="Start">The first instant of the day.</param>
/// <param name="End">The first instant of the next one.</param>
public sealed record BudgetDay(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The day that <paramref name="now"/> falls on in the zone of that IANA name; in UTC when this machine does not know it.</summary>
    public static BudgetDay Of(string zone, DateTimeOffset now) =>
        Of(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc, now);

    /// <summary>The day that <paramref name="now"/> falls on: 23 or 25 hours long where the clocks change on it.</summary>
    public static BudgetDay Of(TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return new BudgetDay(StartOf(today, zone), StartOf(today.AddDays(1), zone));
    }

    /// <summary>
    /// The first instant of a day. A midnight that the clocks show twice begins the day the first time; one that they jump
    /// over has the offset of before the jump, so it is the instant of the jump itself.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
