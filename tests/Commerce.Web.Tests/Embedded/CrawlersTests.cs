using System.Net;

namespace Commerce.Web.Tests.Embedded;

public sealed class CrawlersTests
{
    private EmbeddedApp app = null!;

    [SetUp]
    public async Task Start() => app = await EmbeddedApp.StartAsync();

    [TearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCase("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [TestCase("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36")]
    [TestCase("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)")]
    [TestCase("Baiduspider+(+http://www.baidu.com/search/spider.htm)")]
    [TestCase("Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)")]
    [TestCase("facebookexternalhit/1.1")]
    public async Task Item03_a_crawler_finds_nothing_and_is_not_sent_round(string agent)
    {
        foreach (var address in new[] { "/", "/query?shop=garden.myshopify.com", "/bounce?shopify-reload=/" })
        {
            Assert.That((await AskAsync(address, agent)).StatusCode, Is.EqualTo(HttpStatusCode.Gone), address);
        }
    }

    [TestCase("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 Shopify Mobile/Android/9.2600.0 (Build 1 with API 34 on bot)")]
    [TestCase("Shopify POS/10.1.0 (iPad; crawler-safe)")]
    [TestCase("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [TestCase("Mozilla/5.0 (Linux; Android 10; CUBOT_X18) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36")]
    [TestCase("")]
    public async Task Item03_people_and_shopifys_own_apps_pass(string agent) =>
        Assert.That((await AskAsync("/", agent)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

    [Test]
    public async Task What_is_for_machines_is_open_to_them() =>
        Assert.That((await AskAsync("/strict", "Googlebot/2.1")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    private Task<HttpResponseMessage> AskAsync(string address, string agent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return app.Client.SendAsync(request);
    }
}
