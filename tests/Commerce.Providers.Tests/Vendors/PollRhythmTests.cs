using Commerce.Providers.Fal;
using Commerce.Providers.Kie;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Runway;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Vendors;

public sealed class PollRhythmTests
{
    [Test]
    public void No_vendor_is_asked_sooner_than_its_floor_and_old_tasks_are_asked_about_less_often()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        var key = new VendorKey("secret-of-tests-1");
        foreach (var client in new IJobClient[] { new KieClient(http, http, key, TestTime.Now), new FalClient(http, key, TestTime.Now), new ReplicateClient(http, key, TestTime.Now), new RunwayClient(http, key, TestTime.Now), new OpenRouterVideos(http, key, TestTime.Now), new KlingClient(http, key, TestTime.Now) })
        {
            var waits = Enumerable.Range(0, 600).Select(second => client.Rhythm.Next(TimeSpan.FromSeconds(second), 0)).ToList();
            Assert.That(waits, Has.All.GreaterThanOrEqualTo(client.Rhythm.Floor), client.Vendor);
            Assert.That(waits, Is.Ordered, client.Vendor);
            Assert.That(client.Rhythm.Next(TimeSpan.Zero, 1), Is.EqualTo(waits[0] * 1.25), client.Vendor);
        }
    }

    [Test]
    public void Runway_is_never_asked_sooner_than_every_five_seconds()
    {
        using var http = new HttpClient();
        var rhythm = new RunwayClient(http, new VendorKey("secret-of-tests-1"), TestTime.Now).Rhythm;
        Assert.That((rhythm.Floor, rhythm.Next(TimeSpan.Zero, 0), rhythm.Next(TimeSpan.Zero, 1)), Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7.5))));
    }

    [TestCase(0, 2.5)]
    [TestCase(29, 2.5)]
    [TestCase(30, 7)]
    [TestCase(120, 20)]
    public void Kie_is_asked_as_its_pages_say(int age, double wait)
    {
        using var http = new HttpClient();
        Assert.That(new KieClient(http, http, new VendorKey("secret-of-tests-1"), TestTime.Now).Rhythm.Next(TimeSpan.FromSeconds(age), 0), Is.EqualTo(TimeSpan.FromSeconds(wait)));
    }
}
