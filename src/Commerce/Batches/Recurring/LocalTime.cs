namespace Commerce.Batches.Recurring;

/// <summary>Moments of a store's own clock.</summary>
public static class LocalTime
{
    /// <summary>A time of a zone's clock as a moment. Where the clocks skip it, the first moment after; where it comes twice, the first.</summary>
    /// <param name="timeZone">IANA name; UTC when this machine does not know it.</param>
    public static DateTimeOffset Of(DateTime local, string timeZone)
    {
        var (zone, time) = (Zone(timeZone), DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        while (zone.IsInvalidTime(time))
        {
            time = time.AddMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
        return new DateTimeOffset(time, offset).ToUniversalTime();
    }

    /// <summary>A moment on a zone's clock.</summary>
    public static DateTime In(DateTimeOffset moment, string timeZone) => TimeZoneInfo.ConvertTime(moment, Zone(timeZone)).DateTime;

    private static TimeZoneInfo Zone(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
