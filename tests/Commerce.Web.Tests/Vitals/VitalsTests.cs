using System.Net;
using System.Net.Http.Json;
using Commerce.Vitals;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Web.Vitals;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Vitals;

/// <summary>Checklist 40: what browsers measure is kept by route, shown to operators, and forgotten after 28 days.</summary>
public sealed class VitalsTests : StudioFixture
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

    protected override Dictionary<string, string> Settings => new() { ["Operators:Shops:0"] = "fern-and-field.myshopify.com", ["Operators:Users:0"] = "901" };

    [SetUp]
    public async Task ForgetAsync()
    {
        foreach (var store in new[] { StoreA, StoreB })
        {
            await WriteAsync(store, context => context.WebVitals.ExecuteDeleteAsync());
        }
    }

    [Test]
    public async Task Item40_every_report_of_a_document_lands_in_its_one_row()
    {
        var id = NewId();
        await ReportAsync(StoreA, new { id, route = "/batches/{id}", lcp = 1234.5 });
        await ReportAsync(StoreA, new { id, route = "/batches/{id}", cls = 0.02, inp = 96 });
        await ReportAsync(StoreA, new { id, route = "/batches/{id}", cls = 0.05 });
        var row = await ReadAsync(StoreA, context => context.WebVitals.SingleAsync());
        Assert.That((row.Route, row.Device, row.Lcp, row.Cls, row.Inp), Is.EqualTo(("/batches/{id}", Device.Desktop, 1234.5, 0.05, 96.0)));
    }

    [Test]
    public async Task Item40_a_phone_is_told_from_a_desk()
    {
        await ReportAsync(StoreA, new { id = NewId(), route = "/", lcp = 900 }, agent: Phone);
        Assert.That(await ReadAsync(StoreA, context => context.WebVitals.Select(row => row.Device).SingleAsync()), Is.EqualTo(Device.Phone));
    }

    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"/batches/0190a1b2-0000-7000-8000-000000000001","lcp":1}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"/?id_token=x","lcp":1}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"<script>","lcp":1}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"/"}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"/","lcp":-1}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","route":"/","cls":1e300}""")]
    [TestCase("""{"id":"00000000-0000-0000-0000-000000000000","route":"/","lcp":1}""")]
    [TestCase("""{"id":"0190a1b2-0000-7000-8000-000000000001","lcp":1}""")]
    [TestCase("nonsense")]
    public async Task Item40_what_no_browser_measured_is_refused(string body)
    {
        using var client = ClientOf(StoreA);
        using var answer = await client.PostAsync("/vitals", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await ReadAsync(StoreA, context => context.WebVitals.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Item40_only_a_store_reports_and_only_for_itself()
    {
        using var stranger = Stranger();
        Assert.That((await stranger.PostAsJsonAsync("/vitals", new { id = NewId(), route = "/", lcp = 1 })).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        var id = NewId();
        await ReportAsync(StoreA, new { id, route = "/", lcp = 100 });
        await ReportAsync(StoreB, new { id, route = "/", lcp = 200 });
        Assert.That(await ReadAsync(StoreA, context => context.WebVitals.Select(row => row.Lcp).SingleAsync()), Is.EqualTo(100));
        Assert.That(await ReadAsync(StoreB, context => context.WebVitals.Select(row => row.Lcp).SingleAsync()), Is.EqualTo(200));
    }

    [Test]
    public async Task Item40_p75_of_a_route_over_all_stores_stands_beside_its_goal_with_its_samples()
    {
        await FillAsync(StoreA, "/review", Enumerable.Range(1, 60).Select(one => one * 10.0));
        await FillAsync(StoreB, "/review", Enumerable.Range(61, 60).Select(one => one * 10.0));
        await FillAsync(StoreB, "/catalogue", Enumerable.Repeat(9000.0, 120));
        await FillAsync(StoreA, "/", [5000]);
        var routes = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<VitalsReport>().ReadAsync(null, CancellationToken.None));
        Assert.That(routes.Select(route => (route.Route, route.Lcp, route.LcpSamples)), Is.EqualTo(new (string, double?, int)[] { ("/catalogue", 9000, 120), ("/", 5000, 1), ("/review", 902.5, 120) }));

        using var operators = ClientOf(StoreA);
        var page = await operators.GetStringAsync("/ops/vitals");
        Assert.That(page, Does.Contain("9,000 ms, over the goal").And.Contain("902 ms, within the goal").And.Contain("120 samples").And.Contain("5,000 ms</span>"), "one sample is not judged");
        Assert.That(await operators.GetStringAsync("/ops/vitals?device=phone"), Does.Contain("Nothing measured yet"));
    }

    [Test]
    public async Task Item40_for_everybody_but_operators_the_page_does_not_exist()
    {
        using var operators = ClientOf(StoreA);
        using var colleague = ClientOf(StoreA, user: 902);
        using var owner = ClientOf(StoreB);
        Assert.That((await operators.GetAsync("/ops/vitals")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await colleague.GetAsync("/ops/vitals")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await owner.GetAsync("/ops/vitals")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Item40_what_is_older_than_28_days_is_deleted_for_every_store_and_nothing_else()
    {
        await FillAsync(StoreA, "/", [1, 2], Clock.GetUtcNow().AddDays(-28).AddSeconds(-1));
        await FillAsync(StoreB, "/", [3], Clock.GetUtcNow().AddDays(-29));
        await FillAsync(StoreB, "/", [4], Clock.GetUtcNow().AddDays(-27));
        var deleted = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<VitalsReport>().ForgetOldAsync(CancellationToken.None));
        Assert.That(deleted, Is.EqualTo(3));
        Assert.That(await ReadAsync(StoreB, context => context.WebVitals.Select(row => row.Lcp).ToListAsync()), Is.EqualTo(new double?[] { 4 }));
    }

    [Test]
    public async Task Item40_the_gate_closes_with_its_transaction()
    {
        await FillAsync(StoreB, "/", [1]);
        await Work.RunAsync(StoreA.Id, async services =>
        {
            await services.GetRequiredService<VitalsReport>().ReadAsync(null, CancellationToken.None);
            var context = services.GetRequiredService<Commerce.Data.CommerceContext>();
            Assert.That(await context.WebVitals.IgnoreQueryFilters([Commerce.Data.CommerceContext.StoreFilter]).CountAsync(), Is.Zero, "the other store is behind the wall again");
        });
    }

    [Test]
    public async Task Item40_each_page_names_its_template_and_never_its_address()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Measured mug");
        using var client = ClientOf(StoreA);
        Assert.That(await client.GetStringAsync($"/catalogue/{product.Id}?after={product.Id}"), Does.Contain("<meta name=\"route\" content=\"/catalogue/{id}\">"));
        Assert.That(PageRoutes.All(Services.GetRequiredService<EndpointDataSource>()), Does.Contain("/").And.Contain("/batches/new/{draftId}/styles").And.None.Contains(":"));
    }

    private async Task ReportAsync(SeededStore store, object document, string agent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140")
    {
        using var client = ClientOf(store);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        using var answer = await client.PostAsJsonAsync("/vitals", document);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private Task FillAsync(SeededStore store, string route, IEnumerable<double> paints, DateTimeOffset? at = null) => WriteAsync(store, async context =>
    {
        context.WebVitals.AddRange(paints.Select(paint => new WebVitals { StoreId = store.Id, Id = NewId(), Route = route, Lcp = paint, MeasuredAt = at ?? Clock.GetUtcNow() }));
        await context.SaveChangesAsync();
    });

    private Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());
}
