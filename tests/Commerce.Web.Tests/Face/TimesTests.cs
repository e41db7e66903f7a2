using System.Text.RegularExpressions;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Face;

/// <summary>Times on pages are the store's own.</summary>
public sealed partial class TimesTests : StudioFixture
{
    [TestCase("America/New_York", "2026-11-01T05:30:00Z", "01:30:00, America/New_York (UTC-04:00)")]
    [TestCase("America/New_York", "2026-11-01T06:30:00Z", "01:30:00, America/New_York (UTC-05:00)")]
    [TestCase("Australia/Adelaide", "2026-11-01T06:30:00Z", "17:00:00, Australia/Adelaide (UTC+10:30)")]
    public async Task Every_page_of_a_store_says_times_in_its_zone(string zone, string at, string words)
    {
        var time = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var product = await Seeds.AddProductAsync(StoreA, $"Clock {zone} {time.Hour}");
        var batch = await Media.StartBatchAsync(StoreA, [product]);
        await WriteAsync(StoreA, async context =>
        {
            await context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.TimeZone, zone));
            await context.Batches.Where(row => row.Id == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.CreatedAt, time));
            await context.Generations.Where(row => row.BatchId == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.CreatedAt, time));
        });
        using var client = ClientOf(StoreA);
        foreach (var page in new[] { "/batches", $"/batches/{batch}?tab=history", $"/batches/{batch}?tab=rows", "/catalogue" })
        {
            Assert.That(System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(page)), Does.Contain(words), page);
        }

        using var other = ClientOf(StoreB);
        Assert.That(await other.GetStringAsync("/credits"), Does.Contain("UTC (UTC&#x2B;00:00)").And.Not.Contain(zone), "another store keeps its own zone");
    }

    [Test]
    public void No_page_formats_a_time_by_itself()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(FaceHost.SourceFolder, "Pages"), "*.cshtml*", SearchOption.AllDirectories)
            .Where(file => OwnFormat().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);
        Assert.That(pages, Is.Empty, "Figures and cs-time know the store's zone; ToString does not.");
        Assert.That(OwnFormat().IsMatch("@line.CreatedAt.ToString(\"f\")"), Is.True, "the search finds one");
    }

    [GeneratedRegex("""(At|Time|Date|published|reverted|when)\.(ToString\(|ToLocalTime|LocalDateTime|UtcDateTime)|<time\b""")]
    private static partial Regex OwnFormat();
}
