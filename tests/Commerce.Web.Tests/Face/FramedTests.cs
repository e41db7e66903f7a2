using System.Collections.Concurrent;
using Commerce.Web.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Web.Tests.Face;

/// <summary>Inside a frame, with a script in App Bridge's place that wraps fetch as it does.</summary>
[Category("Browser")]
public sealed class FramedTests : BrowserFixture
{
    private const string Bridge = """
        const plain = window.fetch;
        window.fetch = (input, init) => {
          const request = new Request(input, init);
          request.headers.set('Authorization', 'Bearer walk');
          return plain(request);
        };
        window.shopify = { toast: { show: (message) => (window.shown ??= []).push(message) } };
        window.bridgeRuns = (window.bridgeRuns ?? 0) + 1;
        """;

    private readonly ConcurrentQueue<(string Method, string Path, string Bearer)> requests = [];
    private FaceHost host = null!;

    protected override string Address => host.Address;

    [OneTimeSetUp]
    public async Task StartHostAsync() => host = await FaceHost.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                Note(context);
                return next(context);
            });
            app.MapGet("/bridge.js", () => Results.Text(Bridge, "text/javascript"));
            app.MapGet("/admin", () => Results.Content("<iframe name=app style='width:1200px;height:800px' src='/ops/components?embedded=1&host=x&shop=y'></iframe>", "text/html"));
            app.MapGet("/events", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("id: 7\nevent: region\ndata: <b>first</b>\ndata: <i>second</i>\n\nevent: turbo-stream\ndata: <turbo-stream action=\"append\" target=\"sheet\"><template><li>newest</li></template></turbo-stream>\n\n");
            });
        },
        settings: new() { ["Shopify:ApiKey"] = "key", ["Shopify:AppBridgeUrl"] = "/bridge.js" });

    [OneTimeTearDown]
    public async Task StopHostAsync() => await host.DisposeAsync();

    [Test]
    public async Task Every_step_after_the_first_document_carries_the_bearer()
    {
        await Page.GotoAsync($"{Address}/admin");
        var app = Page.FrameByUrl(url => url.Contains("embedded", StringComparison.Ordinal))!;
        await app.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
        await app.EvaluateAsync("() => { window.walk = 'one document'; }");
        requests.Clear();

        await app.Locator("#publish-form button").ClickAsync();
        await app.WaitForFunctionAsync("() => window.shown?.length === 1");
        await app.WaitForFunctionAsync("() => !location.search.includes('embedded')");
        await app.Locator("#Input-Name").FillAsync("");
        await app.Locator("#fields").GetByText("Save", new() { Exact = true }).ClickAsync();
        await Expect(app.Locator("#Input-Name-error")).ToBeVisibleAsync();
        await app.EvaluateAsync("""() => { const link = document.createElement('s-link'); link.setAttribute('href', '/nowhere'); document.body.append(link); link.dispatchEvent(new Event('shopify:navigate', { bubbles: true, cancelable: true })); }""");
        await Expect(app.GetByText("This page does not exist")).ToBeVisibleAsync();

        var walked = requests.Where(request => !request.Path.StartsWith("/build", StringComparison.Ordinal) && !request.Path.StartsWith("/icon", StringComparison.Ordinal)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(walked.Select(request => request.Method), Does.Contain("POST").And.Contain("GET"));
            Assert.That(walked.Select(request => request.Bearer), Is.All.EqualTo("Bearer walk"));
            Assert.That(await app.EvaluateAsync<string>("() => window.walk"), Is.EqualTo("one document"));
            Assert.That(await app.EvaluateAsync<int>("() => window.bridgeRuns"), Is.EqualTo(1));
            Assert.That(await app.Locator("s-app-nav").CountAsync(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Events_fill_their_regions_and_carry_the_bearer()
    {
        await Page.GotoAsync($"{Address}/ops/components?embedded=1");
        requests.Clear();
        await Page.EvaluateAsync("""() => document.getElementById('main').insertAdjacentHTML('beforeend', '<div data-controller="stream" data-stream-url-value="/events"><div id="region"></div><ul id="sheet"></ul></div>')""");
        await Expect(Page.Locator("#region b")).ToHaveTextAsync("first");
        await Expect(Page.Locator("#region i")).ToHaveTextAsync("second");
        await Expect(Page.Locator("#sheet li").First).ToHaveTextAsync("newest");
        Assert.That(requests.First(request => request.Path == "/events").Bearer, Is.EqualTo("Bearer walk"));
    }

    private void Note(HttpContext context) =>
        requests.Enqueue((context.Request.Method, context.Request.Path, context.Request.Headers.Authorization.ToString()));
}
