using Commerce.Data;
using Commerce.Vitals;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Vitals;

/// <summary>Figures of a real browser reach their row: by App Bridge inside the admin, by the browser itself elsewhere.</summary>
public sealed class VitalsBrowserTests : StudioBrowserFixture
{
    // The admin's own origin in these tests, so that the frame is one the app allows.
    private static readonly string AdminOrigin = $"http://127.0.0.1:{FreePort.Any()}";

    private const string Bridge = """
        const plain = window.fetch;
        window.fetch = (...call) => { (window.sent ??= []).push(call[1] ?? {}); return plain(...call); };
        window.shopify = { webVitals: { async onReport(callback) { window.report = callback; } } };
        """;

    private SeededStore store = null!;
    private WebApplication admin = null!;

    protected override Dictionary<string, string> Settings => new() { ["Shopify:AdminOrigin"] = AdminOrigin };

    protected override async Task SeedAsync()
    {
        store = await Seeds.AddStoreAsync("fern-and-field.myshopify.com", "Fern and Field");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(AdminOrigin);
        admin = builder.Build();
        admin.MapGet("/", () => Results.Content($"<iframe src='{Address}/catalogue?embedded=1' style='width:1200px;height:800px'></iframe>", "text/html"));
        await admin.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAdminAsync() => await admin.DisposeAsync();

    [TearDown]
    public Task ForgetAsync() => Work.RunAsync(store.Id, services => services.GetRequiredService<CommerceContext>().WebVitals.ExecuteDeleteAsync());

    [Test]
    public async Task Item40_inside_the_admin_App_Bridge_measures_and_the_document_counts_for_the_page_it_began_on()
    {
        await SignInAsync(store);
        await Page.RouteAsync("**/app-bridge.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Bridge }));
        await Page.GotoAsync(AdminOrigin + "/");
        var app = Page.Frames.Single(frame => frame.ParentFrame is not null);
        await app.WaitForFunctionAsync("() => window.report !== undefined");
        await app.EvaluateAsync("() => window.report({ metrics: [{ id: 'a', name: 'LCP', value: 1800.5 }, { id: 'b', name: 'TTFB', value: 90 }] })");
        await app.EvaluateAsync("() => new Promise(shown => { document.addEventListener('turbo:load', shown, { once: true }); Turbo.visit('/credits'); })");
        await app.EvaluateAsync("() => window.report({ metrics: [{ id: 'c', name: 'CLS', value: 0.04 }, { id: 'd', name: 'INP', value: 120 }] })");
        var row = await EventuallyAsync(found => found is { Lcp: not null, Inp: not null });
        Assert.That((row.Route, row.Lcp, row.Cls, row.Inp), Is.EqualTo(("/Catalogue", 1800.5, 0.04, 120.0)));
        Assert.That(await app.EvaluateAsync<bool>("() => window.sent.filter(each => each.method === 'POST').every(each => each.keepalive === true)"), Is.True, "a report outlives its page");
    }

    [Test]
    public async Task Item40_outside_the_admin_the_browser_measures_by_itself()
    {
        await GoAsync(store, "/credits");
        await Page.Mouse.ClickAsync(300, 300);
        // Leaving the page for another window: the moment at which what has no end by itself is reported.
        await Page.EvaluateAsync("() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }");
        var row = await EventuallyAsync(found => found is { Lcp: not null, Cls: not null });
        Assert.That((row.Route, row.Device), Is.EqualTo(("/Credits", Device.Desktop)));
        Assert.That(row.Lcp, Is.GreaterThan(0));
    }

    private async Task<WebVitals> EventuallyAsync(Func<WebVitals?, bool> arrived)
    {
        WebVitals? found = null;
        for (var attempt = 0; attempt < 200 && !arrived(found); attempt++)
        {
            await Page.WaitForTimeoutAsync(50);
            found = await Work.RunAsync(store.Id, services => services.GetRequiredService<CommerceContext>().WebVitals.AsNoTracking().OrderByDescending(row => row.Route).FirstOrDefaultAsync());
        }

        Assert.That(arrived(found), Is.True, $"what arrived: {found?.Route} {found?.Lcp} {found?.Cls} {found?.Inp}");
        return found!;
    }
}
