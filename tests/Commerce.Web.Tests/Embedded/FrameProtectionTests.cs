using System.Net;

namespace Commerce.Web.Tests.Embedded;

/// <summary>Checklist item 08.</summary>
public sealed class FrameProtectionTests
{
    private EmbeddedApp app = null!;

    [SetUp]
    public async Task Start() => app = await EmbeddedApp.StartAsync();

    [TearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCase("/", HttpStatusCode.OK)]
    [TestCase("/missing", HttpStatusCode.NotFound)]
    [TestCase("/fails", HttpStatusCode.InternalServerError)]
    public async Task Item08_two_shops_get_two_frames_on_every_answer(string path, HttpStatusCode status)
    {
        foreach (var shop in new[] { "garden.myshopify.com", "other.myshopify.com" })
        {
            var answer = await app.OpenAsync(path + "?id_token=" + EmbeddedApp.Token(shop));
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            Assert.That(Ancestors(answer), Is.EqualTo($"frame-ancestors https://{shop} https://admin.shopify.com"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
            Assert.That(answer.Headers.Contains("X-Frame-Options"), Is.False);
        }
    }

    [TestCase("/")]
    [TestCase("/missing?shop=garden.myshopify.com")]
    [TestCase("/?shop=garden.myshopify.com")]
    [TestCase("/bounce")]
    [TestCase("/bounce?shopify-reload=/")]
    [TestCase("/bounce?shopify-reload=/&shop=evil.example")]
    [TestCase("/bounce?shopify-reload=/&shop=garden.myshopify.com%3B%20script-src%20*")]
    [TestCase("/bounce?shopify-reload=//evil.example&shop=garden.myshopify.com")]
    public async Task Item08_nobody_may_frame_an_answer_without_a_shop(string address) =>
        Assert.That(Ancestors(await app.OpenAsync(address)), Is.EqualTo("frame-ancestors 'none'"));

    [Test]
    public async Task Item08_a_refused_token_frames_nothing() =>
        Assert.That(Ancestors(await app.OpenAsync("/missing?id_token=" + EmbeddedApp.Token(secret: "guess"))), Is.EqualTo("frame-ancestors 'none'"));

    [Test]
    public async Task Item08_the_bounce_can_be_framed_by_the_shop_it_is_for()
    {
        var answer = await app.OpenAsync("/bounce?shopify-reload=/&shop=garden.myshopify.com");
        Assert.That(Ancestors(answer), Is.EqualTo("frame-ancestors https://garden.myshopify.com https://admin.shopify.com"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("""<meta name="shopify-api-key" content="embedded-tests">"""));
        Assert.That(page.Split("<script").Length - 1, Is.EqualTo(1));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
    }

    [TestCase("ZXZpbC5leGFtcGxlL3N0b3JlL2dhcmRlbg")]
    [TestCase("YWRtaW4uc2hvcGlmeS5jb21AZXZpbC5leGFtcGxlL3N0b3JlL2dhcmRlbg")]
    [TestCase("admin.shopify.com/store/garden")]
    [TestCase("")]
    public async Task Item05_the_bounce_speaks_to_no_host_but_the_admin(string host)
    {
        var answer = await app.OpenAsync("/bounce?shopify-reload=/&shop=garden.myshopify.com&host=" + host);
        Assert.That(answer.StatusCode, Is.EqualTo(System.Net.HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script"));
    }

    [Test]
    public async Task Item08_what_allows_less_keeps_its_own_rules()
    {
        var answer = await app.OpenAsync("/strict?id_token=" + EmbeddedApp.Token());
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo("sandbox; default-src 'none'; frame-ancestors https://garden.myshopify.com https://admin.shopify.com"));
    }

    private static string Ancestors(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ").Single(rule => rule.StartsWith("frame-ancestors", StringComparison.Ordinal));
}
