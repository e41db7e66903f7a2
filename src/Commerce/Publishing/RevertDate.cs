namespace Commerce.Publishing;

/// <summary>The day on which something is taken back, as the store's calendar has it.</summary>
public static class RevertDate
{
    /// <summary>The first moment of a day in a time zone. Where the clocks skip midnight that day, the first moment there is.</summary>
    /// <param name="timeZone">IANA name; UTC when this machine does not know it.</param>
    public static DateTimeOffset StartOf(DateOnly day, string timeZone)
    {
        var zone = Zone(timeZone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Where midnight comes twice, the first one: the larger offset from UTC.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The store's day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, string timeZone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone(timeZone)).DateTime);

    private static TimeZoneInfo Zone(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
