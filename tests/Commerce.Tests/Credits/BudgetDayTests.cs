using Commerce.Credits;

namespace Commerce.Tests.Credits;

/// <summary>A budget's day is the store's own, also on the days the clocks change.</summary>
public sealed class BudgetDayTests
{
    [TestCase("Europe/Berlin", "2026-11-21T09:00:00Z", "2026-11-20T23:00:00Z", 24, TestName = "An ordinary day begins at local midnight")]
    [TestCase("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23, TestName = "A day in spring has 23 hours")]
    [TestCase("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", 25, TestName = "A day in autumn has 25 hours")]
    [TestCase("Pacific/Auckland", "2026-11-20T11:30:00Z", "2026-11-20T11:00:00Z", 24, TestName = "East of us the day is a day ahead")]
    [TestCase("Africa/Cairo", "2026-04-24T09:00:00Z", "2026-04-23T22:00:00Z", 23, TestName = "A midnight the clocks jump over is the jump itself")]
    [TestCase("Atlantic/Azores", "2026-10-25T12:00:00Z", "2026-10-25T00:00:00Z", 25, TestName = "A midnight shown twice begins the day the first time")]
    [TestCase("Nowhere/Unknown", "2026-11-21T09:00:00Z", "2026-11-21T00:00:00Z", 24, TestName = "An unknown zone counts in UTC")]
    public void The_day_of_an_instant(string zone, string now, string start, int hours)
    {
        var day = BudgetDay.Of(zone, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Multiple(() =>
        {
            Assert.That(day.Start, Is.EqualTo(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That((day.End - day.Start).TotalHours, Is.EqualTo(hours));
        });
    }

    [TestCase("Europe/Berlin")]
    [TestCase("Africa/Cairo")]
    [TestCase("Atlantic/Azores")]
    [TestCase("Australia/Lord_Howe")]
    public void Days_of_a_year_follow_each_other_without_a_gap_or_an_overlap(string zone)
    {
        var day = BudgetDay.Of(zone, new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        for (var count = 0; count < 366; count++)
        {
            var next = BudgetDay.Of(zone, day.End);
            Assert.That(next.Start, Is.EqualTo(day.End), zone);
            day = next;
        }
    }
}
