using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

public sealed class RevertDateTests
{
    [TestCase("2026-12-01", "Europe/Berlin", "2026-11-30T23:00:00Z")]
    [TestCase("2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00Z")]
    [TestCase("2026-07-01", "America/Los_Angeles", "2026-07-01T07:00:00Z")]
    [TestCase("2026-07-01", "Pacific/Kiritimati", "2026-06-30T10:00:00Z")]
    [TestCase("2026-07-01", "Nowhere/Known", "2026-07-01T00:00:00Z")]
    [TestCase("2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z", Description = "The clocks go from midnight to one that day.")]
    [TestCase("2026-11-01", "America/Havana", "2026-11-01T04:00:00Z", Description = "Midnight comes twice that day: the first one counts.")]
    public void A_day_begins_when_it_begins_in_the_store(string day, string zone, string expected)
    {
        var start = RevertDate.StartOf(DateOnly.ParseExact(day, "yyyy-MM-dd"), zone);
        Assert.That(start, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(RevertDate.DayOf(start, zone), Is.EqualTo(DateOnly.ParseExact(day, "yyyy-MM-dd")));
    }
}
