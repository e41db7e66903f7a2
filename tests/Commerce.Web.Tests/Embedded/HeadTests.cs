using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;

namespace Commerce.Web.Tests.Embedded;

/// <summary>What every framed document begins with.</summary>
public sealed class HeadTests : StudioFixture
{
    private static readonly string[] Places = ["/", "/catalogue", "/brand", "/brand/edit", "/batches", "/batches/new", "/review", "/publications", "/credits", "/nowhere", "/ops/vitals"];

    [TestCaseSource(nameof(Places))]
    public async Task App_Bridge_comes_before_every_other_script_and_is_the_only_one_that_blocks(string path)
    {
        var (_, document) = await OpenAsync(path);
        var scripts = document.Head!.QuerySelectorAll("script");
        var key = document.Head.QuerySelector("meta[name=shopify-api-key]")!;
        Assert.That(key.GetAttribute("content"), Is.EqualTo(StudioHost.ApiKey));
        Assert.That(scripts[0].GetAttribute("src"), Is.EqualTo("http://127.0.0.1:9/app-bridge.js"));
        Assert.That(scripts[0].Attributes.Select(attribute => attribute.Name), Is.EqualTo(new[] { "src" }), "neither async, deferred nor a module");
        Assert.That(key.CompareDocumentPosition(scripts[0]).HasFlag(AngleSharp.Dom.DocumentPositions.Following), Is.True, "App Bridge reads the key as it runs");
        Assert.That(document.Head.QuerySelector("link[rel=stylesheet]")!.CompareDocumentPosition(scripts[0]).HasFlag(AngleSharp.Dom.DocumentPositions.Preceding), Is.True);
        Assert.That(document.QuerySelectorAll("script").Skip(1).Where(script => script.GetAttribute("type") != "module"), Is.Empty, "Item40: nothing else blocks");
    }

    [TestCase("/")]
    [TestCase("/nowhere")]
    [TestCase("/bounce?shopify-reload=/&shop=fern-and-field.myshopify.com")]
    public async Task The_connection_to_App_Bridge_is_begun_with_the_headers(string path)
    {
        var (answer, _) = await OpenAsync(path);
        Assert.That(string.Join(", ", answer.Headers.GetValues("Link")), Is.EqualTo("<http://127.0.0.1:9>; rel=\"preconnect\", <http://127.0.0.1:9/app-bridge.js>; rel=\"preload\"; as=\"script\""));
    }

    [Test]
    public async Task What_Turbo_fetches_inside_the_document_loads_no_script_ahead()
    {
        using var client = ClientOf(StoreA);
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/catalogue") { Headers = { { "Sec-Fetch-Dest", "empty" } } });
        Assert.That(answer.Headers.Contains("Link"), Is.False);
    }

    [Test]
    public async Task The_navigation_is_short_nouns_and_home_is_only_told_not_shown()
    {
        var (_, document) = await OpenAsync("/");
        var links = document.QuerySelectorAll("s-app-nav > s-link").ToList();
        Assert.That(links.Where(link => link.GetAttribute("href") == "/").Select(link => link.GetAttribute("rel")), Is.EqualTo(new[] { "home" }));
        var shown = links.Where(link => link.GetAttribute("rel") != "home").Select(link => link.TextContent.Trim()).ToList();
        Assert.That(shown, Is.Not.Empty.And.All.Match("^[A-Z][a-z]{2,14}$"), "one plain word each");
        Assert.That(shown, Has.None.EqualTo("Home"));
        foreach (var link in links)
        {
            using var client = ClientOf(StoreA);
            Assert.That((await client.GetAsync(link.GetAttribute("href"))).StatusCode, Is.EqualTo(HttpStatusCode.OK), link.TextContent);
        }
    }

    [Test]
    public async Task The_form_with_a_save_bar_is_marked_for_the_admins_bar()
    {
        var (_, document) = await OpenAsync("/brand/edit");
        var form = document.QuerySelector("form[data-save-bar]");
        Assert.That(form!.GetAttribute("data-controller"), Does.Contain("save-bar"), "our own bar outside the frame");
    }

    private async Task<(HttpResponseMessage Answer, IHtmlDocument Document)> OpenAsync(string path)
    {
        using var browser = Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}embedded=1&id_token={SessionTokens.Sign(StoreA.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}");
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.Add("Accept", "text/html");
        var answer = await browser.SendAsync(request);
        return (answer, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }
}
