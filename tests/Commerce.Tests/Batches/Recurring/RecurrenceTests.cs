using Commerce.Batches.Recurring;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Batches.Recurring;

public sealed class RecurrenceTests
{
    private static readonly TimeOnly Morning = new(6, 0);

    [Test]
    public void A_day_is_the_stores_own() => Assert.That(
        Recurrence.After(Every.Day, new DateOnly(2026, 11, 1), Morning, "Asia/Tokyo", At("2026-11-21T22:00Z")),
        Is.EqualTo((new DateOnly(2026, 11, 23), At("2026-11-22T21:00Z"))));

    [Test]
    public void The_31st_comes_back_after_a_short_month()
    {
        var first = new DateOnly(2027, 1, 31);
        var days = new List<DateOnly>();
        var moment = At("2027-01-01T00:00Z");
        for (var month = 0; month < 4; month++)
        {
            (var day, moment) = Recurrence.After(Every.Month, first, Morning, "Europe/Berlin", moment);
            days.Add(day);
        }

        Assert.That(days, Is.EqualTo(new[] { first, new DateOnly(2027, 2, 28), new DateOnly(2027, 3, 31), new DateOnly(2027, 4, 30) }));
    }

    [Test]
    public void Where_the_clocks_skip_the_hour_it_runs_right_after() => Assert.That(
        Recurrence.After(Every.Week, new DateOnly(2027, 3, 28), new TimeOnly(2, 30), "Europe/Berlin", At("2027-03-20T00:00Z")).At, Is.EqualTo(At("2027-03-28T01:00Z")));

    [Test]
    public void Where_the_hour_comes_twice_it_runs_once()
    {
        var first = Recurrence.After(Every.Day, new DateOnly(2026, 10, 25), new TimeOnly(2, 30), "Europe/Berlin", At("2026-10-24T12:00Z"));
        var second = Recurrence.After(Every.Day, new DateOnly(2026, 10, 25), new TimeOnly(2, 30), "Europe/Berlin", first.At);
        Assert.That((first.At, second.Day), Is.EqualTo((At("2026-10-25T00:30Z"), new DateOnly(2026, 10, 26))));
    }

    [Test]
    public void The_next_moment_is_ahead_and_none_between_is_left_out() => Prop
        .ForAll(
            Gen.Elements(Enum.GetValues<Every>()).ToArbitrary(),
            Gen.Choose(0, 2000).ToArbitrary(),
            Gen.Choose(0, 3_000_000).ToArbitrary(),
            (every, firstDay, minutes) =>
            {
                var first = new DateOnly(2024, 1, 1).AddDays(firstDay);
                var moment = At("2024-01-01T00:00Z").AddMinutes(minutes);
                var next = Recurrence.After(every, first, Morning, "America/New_York", moment);
                var before = Recurrence.After(every, first, Morning, "America/New_York", next.At.AddTicks(-1));
                return next.At > moment && next.Day >= first && before == next
                    && (next.Day == first || next.At - moment <= TimeSpan.FromDays(every switch { Every.Day => 1.1, Every.Week => 7.1, _ => 31.1 }));
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}
