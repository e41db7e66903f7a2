using System.Net;
using System.Net.Http.Headers;
using Commerce.Web.Extensions;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;

namespace Commerce.Web.Tests.Extensions;

/// <summary>Calls across origins, as the sandboxed frame of an admin extension makes them.</summary>
public sealed class CorsTests : StudioFixture
{
    private const string Origin = "https://extensions.shopifycdn.com";

    [TestCase(ExtensionAddresses.Quote, "POST")]
    [TestCase(ExtensionAddresses.Batches, "POST")]
    [TestCase(ExtensionAddresses.Product, "GET")]
    public async Task A_preflight_needs_no_token_and_is_allowed_for_two_hours(string address, string method)
    {
        using var client = Stranger();
        using var answer = await client.SendAsync(Preflight(address, method));
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(Header(answer, "Access-Control-Allow-Headers").Split(','), Is.EquivalentTo(new[] { "Authorization", "Content-Type" }));
            Assert.That(Header(answer, "Access-Control-Max-Age"), Is.EqualTo("7200"));
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
        });
    }

    [Test]
    public async Task Item3_A_stale_token_is_refused_with_the_retry_header_where_the_extension_can_read_it()
    {
        var fiveMinutesAgo = new TestClock();
        fiveMinutesAgo.Advance(Clock.GetUtcNow().AddMinutes(-5) - fiveMinutesAgo.GetUtcNow());
        using var client = Stranger();
        using var request = From(HttpMethod.Post, ExtensionAddresses.Quote);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SessionTokens.Sign(StoreA.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, fiveMinutesAgo));
        using var answer = await client.SendAsync(request);
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(Header(answer, "X-Shopify-Retry-Invalid-Session-Request"), Is.EqualTo("1"));
            Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(Header(answer, "Access-Control-Expose-Headers").Split(','), Does.Contain("X-Shopify-Retry-Invalid-Session-Request"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty, "no page of ours for a script");
        });
    }

    [Test]
    public async Task Every_answer_can_be_read_and_none_sets_a_cookie()
    {
        using var client = ClientOf(StoreA);
        foreach (var (method, address, status) in new[]
        {
            (HttpMethod.Post, ExtensionAddresses.Quote, HttpStatusCode.BadRequest),
            (HttpMethod.Post, ExtensionAddresses.Batches, HttpStatusCode.BadRequest),
            (HttpMethod.Get, ExtensionAddresses.Product + "?id=1", HttpStatusCode.OK),
        })
        {
            using var request = From(method, address);
            using var answer = await client.SendAsync(request);
            Assert.Multiple(() =>
            {
                Assert.That(answer.StatusCode, Is.EqualTo(status), address);
                Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"), address);
                Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False, address);
            });
        }
    }

    [TestCase("/")]
    [TestCase("/batches/new")]
    [TestCase(ExtensionAddresses.Flow)]
    public async Task Nothing_else_is_open_to_other_origins(string address)
    {
        using var client = Stranger();
        using var preflight = await client.SendAsync(Preflight(address, "POST"));
        using var request = From(HttpMethod.Post, address);
        using var answer = await client.SendAsync(request);
        Assert.That(preflight.Headers.Concat(answer.Headers).Select(header => header.Key), Has.None.StartsWith("Access-Control"));
    }

    private static HttpRequestMessage From(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Origin", Origin);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        }

        return request;
    }

    private static HttpRequestMessage Preflight(string address, string method)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return request;
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
