namespace Commerce.Batches.Recurring;

public enum Every
{
    Day,
    Week,
    Month,
}

/// <summary>Days of a calendar that follow from a first one, and their moments in a time zone.</summary>
public static class Recurrence
{
    /// <summary>The first day whose moment is after another moment.</summary>
    /// <param name="timeZone">IANA name; UTC when this machine does not know it.</param>
    public static (DateOnly Day, DateTimeOffset At) After(Every every, DateOnly first, TimeOnly at, string timeZone, DateTimeOffset moment)
    {
        // A day before where it must be, then forward: time zones move a moment by less than that.
        var today = DateOnly.FromDateTime(LocalTime.In(moment, timeZone));
        var number = every switch
        {
            Every.Day => today.DayNumber - first.DayNumber,
            Every.Week => (today.DayNumber - first.DayNumber) / 7,
            _ => ((today.Year - first.Year) * 12) + today.Month - first.Month,
        };
        for (number = Math.Max(0, number - 1); ; number++)
        {
            // Counted from the first day, so that the 31st comes back after a short month.
            var day = every switch
            {
                Every.Day => first.AddDays(number),
                Every.Week => first.AddDays(7 * number),
                _ => first.AddMonths(number),
            };
            if (LocalTime.Of(day.ToDateTime(at), timeZone) is var next && next > moment)
            {
                return (day, next);
            }
        }
    }
}
