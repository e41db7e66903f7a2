using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand.Reading;

public sealed class RobotsRulesTests
{
    private const string Agent = "CommerceStudioReader";

    [TestCase("User-agent: *\nDisallow: /", "/", false)]
    [TestCase("User-agent: *\nDisallow:", "/a", true)]
    [TestCase("User-agent: *\nDisallow: /\nAllow: /pages/", "/pages/about", true)]
    [TestCase("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [TestCase("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [TestCase("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?a=1", true)]
    [TestCase("User-agent: *\nDisallow: /*/products", "/collections/products", false)]
    [TestCase("User-agent: CommerceStudioReader\nDisallow: /secret\n\nUser-agent: *\nDisallow: /", "/open", true)]
    [TestCase("User-agent: CommerceStudioReader\nDisallow: /secret\n\nUser-agent: *\nDisallow: /", "/secret", false)]
    [TestCase("User-agent: other\nUser-agent: commercestudioreader\nDisallow: /", "/x", false)]
    [TestCase("User-agent: other\nDisallow: /", "/x", true)]
    [TestCase("nonsense without meaning", "/x", true)]
    public void Follows_the_group_and_the_longest_match(string robots, string path, bool allowed) =>
        Assert.That(RobotsRules.Parse(robots, Agent).Allows(new Uri("https://shop.example" + path)), Is.EqualTo(allowed));

    [Test]
    public void Reads_crawl_delay_and_sitemaps()
    {
        var rules = RobotsRules.Parse("Sitemap: https://shop.example/s.xml\nUser-agent: *\nCrawl-delay: 2.5\n", Agent);
        Assert.That(rules.CrawlDelay, Is.EqualTo(TimeSpan.FromSeconds(2.5)));
        Assert.That(rules.Sitemaps, Is.EqualTo(new[] { "https://shop.example/s.xml" }));
    }
}
