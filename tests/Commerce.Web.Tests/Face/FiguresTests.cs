using System.Globalization;
using Commerce.Web.Face;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Tests.Face;

[SetCulture("en-GB")]
public sealed class FiguresTests
{
    private readonly TestClock clock = new();

    [TestCase("Europe/Berlin", "2026-10-25T00:30:00Z", "25 Oct 2026, 02:30", "Sunday, 25 October 2026, 02:30:00, Europe/Berlin (UTC+02:00)")]
    [TestCase("Europe/Berlin", "2026-10-25T01:30:00Z", "25 Oct 2026, 02:30", "Sunday, 25 October 2026, 02:30:00, Europe/Berlin (UTC+01:00)")]
    [TestCase("Europe/Berlin", "2026-03-29T00:59:59Z", "29 Mar 2026, 01:59", "Sunday, 29 March 2026, 01:59:59, Europe/Berlin (UTC+01:00)")]
    [TestCase("Europe/Berlin", "2026-03-29T01:00:00Z", "29 Mar 2026, 03:00", "Sunday, 29 March 2026, 03:00:00, Europe/Berlin (UTC+02:00)")]
    [TestCase("America/Los_Angeles", "2026-11-01T08:59:00Z", "1 Nov 2026, 01:59", "Sunday, 1 November 2026, 01:59:00, America/Los_Angeles (UTC-07:00)")]
    [TestCase("America/Los_Angeles", "2026-11-01T09:00:00Z", "1 Nov 2026, 01:00", "Sunday, 1 November 2026, 01:00:00, America/Los_Angeles (UTC-08:00)")]
    [TestCase("Pacific/Auckland", "2026-06-30T12:00:00Z", "1 Jul 2026, 00:00", "Wednesday, 1 July 2026, 00:00:00, Pacific/Auckland (UTC+12:00)")]
    [TestCase("Asia/Kathmandu", "2026-06-30T18:20:00Z", "1 Jul 2026, 00:05", "Wednesday, 1 July 2026, 00:05:00, Asia/Kathmandu (UTC+05:45)")]
    [TestCase("Nowhere/At_All", "2026-06-30T18:20:00Z", "30 Jun 2026, 18:20", "Tuesday, 30 June 2026, 18:20:00, UTC (UTC+00:00)")]
    public void A_time_is_said_as_the_stores_clocks_showed_it_then_on_either_side_of_their_change(string zone, string at, string moment, string exactly)
    {
        var (figures, time) = (In(zone), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        Assert.That((figures.Moment(time), figures.Exactly(time)), Is.EqualTo((moment, exactly)));
    }

    [Test]
    public void A_date_beyond_a_week_is_the_stores_date()
    {
        var lateEvening = clock.GetUtcNow().AddDays(-10).Date.AddHours(23);
        Assert.That(In("Asia/Tokyo").Ago(new DateTimeOffset(lateEvening, TimeSpan.Zero)), Is.EqualTo("12 Nov 2026"));
        Assert.That(In("UTC").Ago(new DateTimeOffset(lateEvening, TimeSpan.Zero)), Is.EqualTo("11 Nov 2026"));
    }

    [Test]
    public void How_long_ago_is_the_same_in_every_zone() =>
        Assert.That(In("Asia/Tokyo").Ago(clock.GetUtcNow().AddHours(-3)), Is.EqualTo("3 hours ago"));

    private Figures In(string zone)
    {
        var store = new StoreZone();
        store.Use(zone);
        var words = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        return new Figures(new StringLocalizer<Words>(words), clock, store);
    }
}
