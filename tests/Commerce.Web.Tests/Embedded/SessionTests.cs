using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Web.Tests.Embedded;

public sealed class SessionTests
{
    private const string RetryHeader = "X-Shopify-Retry-Invalid-Session-Request";

    private EmbeddedApp app = null!;

    [SetUp]
    public async Task Start() => app = await EmbeddedApp.StartAsync();

    [TearDown]
    public async Task Stop() => await app.DisposeAsync();

    [Test]
    public async Task A_document_is_opened_by_its_id_token()
    {
        var answer = await app.OpenAsync("/?shop=garden.myshopify.com&id_token=" + EmbeddedApp.Token());
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Match("^<p>garden.myshopify.com 42 [0-9a-f-]{36}</p>$"));
    }

    [Test]
    public async Task A_fetch_is_answered_by_its_bearer_token() =>
        Assert.That(await (await app.FetchAsync("/", EmbeddedApp.Token("other.myshopify.com"))).Content.ReadAsStringAsync(), Does.Contain("other.myshopify.com"));

    [TestCase("?shop=other.myshopify.com")]
    [TestCase("?shop=GARDEN.myshopify.com")]
    [TestCase("?shop=")]
    [TestCase("?shop=garden.myshopify.com&shop=other.myshopify.com")]
    [TestCase("?SHOP=other.myshopify.com")]
    public async Task Item02_refuses_a_request_that_names_another_shop_than_its_token(string query)
    {
        var fetch = await app.FetchAsync("/" + query, EmbeddedApp.Token());
        var document = await app.OpenAsync("/" + query + "&id_token=" + EmbeddedApp.Token());
        Assert.That((fetch.StatusCode, document.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)));
        Assert.That(fetch.Headers.Contains(RetryHeader), Is.False);
    }

    [Test]
    public async Task Item03_a_fetch_with_a_bad_or_absent_token_is_told_to_try_again()
    {
        foreach (var token in new[] { null, "", "nonsense", EmbeddedApp.Token(age: 120), EmbeddedApp.Token(audience: "another-app"), EmbeddedApp.Token(secret: "guess") })
        {
            var answer = await app.FetchAsync("/", token);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), token);
            Assert.That(answer.Headers.GetValues(RetryHeader), Is.EqualTo(new[] { "1" }));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Item03_a_document_without_a_fresh_token_bounces_with_its_other_parameters(bool stale)
    {
        var token = stale ? "&id_token=" + EmbeddedApp.Token(age: 120) : "";
        var answer = await app.OpenAsync("/query?shop=garden.myshopify.com&host=YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu" + token + "&tag=a%26b&tag=c");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var location = answer.Headers.Location!;
        Assert.That(location.GetLeftPart(UriPartial.Path), Is.EqualTo(EmbeddedApp.Origin + "/bounce"));
        var query = QueryHelpers.ParseQuery(location.Query);
        Assert.That(query.Keys, Is.EquivalentTo(new[] { "shop", "host", "tag", "shopify-reload" }));
        var wanted = new Uri(query["shopify-reload"].Single()!);
        Assert.That(wanted.GetLeftPart(UriPartial.Path), Is.EqualTo(EmbeddedApp.Origin + "/query"));
        Assert.That(QueryHelpers.ParseQuery(wanted.Query)["tag"], Is.EqualTo(new[] { "a&b", "c" }));
        Assert.That(location.ToString(), Does.Not.Contain("id_token"));
    }

    [TestCase("host=ZXZpbC5leGFtcGxlL3N0b3JlL2dhcmRlbg&shop=garden.myshopify.com", "shop")]
    [TestCase("host=YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu&shop=garden.myshopify.com.evil.example", "host")]
    [TestCase("HOST=ZXZpbC5leGFtcGxl&SHOP=evil.example", "")]
    [TestCase("host=x&host=YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu&shop=GARDEN.myshopify.com&shopify-reload=//evil.example", "host")]
    public async Task Item05_a_bounce_repeats_no_host_or_shop_that_is_not_one(string query, string kept)
    {
        var location = (await app.OpenAsync("/query?" + query)).Headers.Location!;
        var outer = QueryHelpers.ParseQuery(location.Query);
        Assert.That(outer.Keys, Is.EquivalentTo(new[] { kept, "shopify-reload" }.Where(name => name.Length > 0)));
        Assert.That(QueryHelpers.ParseQuery(new Uri(outer["shopify-reload"].Single()!).Query).Keys, Is.EquivalentTo(new[] { kept }.Where(name => name.Length > 0)));
    }

    [Test]
    public async Task Item03_a_bounce_stays_on_our_origin_whatever_host_the_request_names()
    {
        app.Client.DefaultRequestHeaders.Host = "evil.example";
        Assert.That((await app.OpenAsync("/")).Headers.Location!.ToString(), Does.StartWith(EmbeddedApp.Origin + "/bounce").And.Not.Contain("evil"));
    }

    [Test]
    public async Task A_document_with_a_forged_token_is_refused_instead_of_sent_round_for_ever() =>
        Assert.That((await app.OpenAsync("/?id_token=" + EmbeddedApp.Token(secret: "guess"))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));

    [Test]
    public async Task A_change_needs_the_token_in_its_header()
    {
        Assert.That((await app.FetchAsync("/change?id_token=" + EmbeddedApp.Token(), null, HttpMethod.Post)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await app.FetchAsync("/change", EmbeddedApp.Token(), HttpMethod.Post)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_bad_header_never_falls_back_to_the_query() =>
        Assert.That((await app.FetchAsync("/?id_token=" + EmbeddedApp.Token(), "nonsense")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));

    [Test]
    public async Task Item09_no_token_reaches_logs_traces_or_answers()
    {
        string[] tokens = [EmbeddedApp.Token(), EmbeddedApp.Token(age: 120), EmbeddedApp.Token(secret: "guess"), EmbeddedApp.Token("other.myshopify.com")];
        foreach (var token in tokens)
        {
            foreach (var path in new[] { "/", "/query", "/fails", "/missing" })
            {
                var document = await app.OpenAsync(path + "?shop=garden.myshopify.com&id_token=" + token);
                var fetch = await app.FetchAsync(path, token);
                Assert.That(await document.Content.ReadAsStringAsync() + document.Headers + await fetch.Content.ReadAsStringAsync() + fetch.Headers, Does.Not.Contain(token));
            }
        }
        Assert.That(app.Captured.Text, Does.Contain("Refused a session token"), "the capture works");
        foreach (var token in tokens) Assert.That(app.Captured.Text, Does.Not.Contain(token.Split('.')[2]));
    }

    [Test]
    public async Task The_presented_token_is_kept_for_token_exchange() =>
        Assert.That(await (await app.OpenAsync("/presented?id_token=" + EmbeddedApp.Token())).Content.ReadAsStringAsync(), Is.EqualTo("kept"));
}
