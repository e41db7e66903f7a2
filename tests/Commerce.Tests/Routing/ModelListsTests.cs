using System.Net;
using System.Text;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>What vendors' own lists say of the models that are known here.</summary>
[Category("Database")]
public sealed class ModelListsTests : CoreFixture, IDisposable
{
    private readonly Lists lists = new();
    private ServiceProvider services = null!;

    [OneTimeSetUp]
    public void Connect() => services = Build(collection =>
    {
        collection.Configure<RoutingOptions>(options =>
        {
            foreach (var vendor in Vendor.All)
            {
                options.Vendors[vendor.Key] = new VendorOptions { Key = $"shared-key-of-{vendor.Key}" };
            }
        });
        collection.AddHttpClient(VendorClients.ClientName).ConfigurePrimaryHttpMessageHandler(() => lists);
    });

    [OneTimeTearDown]
    public ValueTask DisconnectAsync() => services.DisposeAsync();

    public void Dispose() => lists.Dispose();

    [Test]
    public async Task A_day_that_a_vendor_names_holds_from_then_on_unless_the_operator_knows_better()
    {
        await ReadAsync();
        Assert.That(await UntilAsync("openai", "gpt-image-2"), Is.Null);
        lists.Day = "2027-03-31";
        Clock.Advance(TimeSpan.FromDays(1));
        var since = Clock.GetUtcNow();
        await ReadAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await ReadAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(await UntilAsync("openai", "gpt-image-2"), Is.EqualTo(new DateOnly(2027, 3, 31)));
            Assert.That(await UntilAsync("openrouter", "google/veo-3.1"), Is.EqualTo(new DateOnly(2027, 3, 31)));
            Assert.That((await ListingAsync("openai", "gpt-image-2")).UntilSince, Is.EqualTo(since), "since it changed");
        });

        var better = new DateOnly(2027, 6, 30);
        await InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<ModelChanges>().SaveAsync(new ModelOverride { Vendor = "openai", Model = "gpt-image-2", UntilDay = better, ChangedBy = "" }, "a test", CancellationToken.None);
            return true;
        });
        Assert.That(await UntilAsync("openai", "gpt-image-2"), Is.EqualTo(better));
    }

    [Test]
    public async Task Every_vendor_that_has_a_list_is_asked_in_its_own_way()
    {
        await ReadAsync();
        var asked = await InScopeAsync(scope => scope.GetRequiredService<CommerceContext>().ModelLists.AsNoTracking().OrderBy(list => list.Vendor).ToListAsync());
        Assert.That(asked.Select(list => (list.Vendor, list.Failure)), Is.EqualTo(new[] { ("fal", ""), ("google", ""), ("openai", ""), ("openrouter", ""), ("replicate", "") }));
        Assert.Multiple(async () =>
        {
            Assert.That((await ListingAsync("google", "gemini-omni-1.1-flash")).ListedAt, Is.Not.Null, "from the second page");
            Assert.That((await ListingAsync("fal", "fal-ai/flux/schnell")).ListedAt, Is.Not.Null);
            Assert.That((await ListingAsync("fal", "fal-ai/birefnet")).ListedAt, Is.Null, "deprecated there");
            Assert.That((await ListingAsync("replicate", "kwaivgi/kling-v2.1")).ListedAt, Is.Not.Null);
            Assert.That((await ListingAsync("replicate", "black-forest-labs/flux-schnell")).ListedAt, Is.Null, "not found there");
        });
    }

    private Task ReadAsync() => InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<ModelLists>().ReadAsync(CancellationToken.None);
        return true;
    });

    private Task<DateOnly?> UntilAsync(string vendor, string model) => InScopeAsync(async scope =>
        (await scope.GetRequiredService<Models>().ReadAsync(CancellationToken.None)).Single(entry => (entry.Vendor, entry.Id) == (vendor, model)).Until);

    private Task<ModelListing> ListingAsync(string vendor, string model) => InScopeAsync(scope =>
        scope.GetRequiredService<CommerceContext>().ModelListings.AsNoTracking().SingleAsync(listing => listing.Vendor == vendor && listing.Model == model));

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Answers as the vendors do that have lists.</summary>
    private sealed class Lists : HttpMessageHandler
    {
        public string? Day { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (host, path, day) = (request.RequestUri!.Host, request.RequestUri.PathAndQuery, Day is null ? "null" : $"\"{Day}\"");
            return Task.FromResult((host, path) switch
            {
                ("api.openai.com", "/v1/models") => Json($$"""{"data":[{"id":"gpt-image-2","shutdown_date":{{day}}}]}"""),
                ("generativelanguage.googleapis.com", "/v1beta/models?pageSize=1000") => Json("""{"models":[{"name":"models/gemini-3-pro-image"}],"nextPageToken":"two more"}"""),
                ("generativelanguage.googleapis.com", "/v1beta/models?pageSize=1000&pageToken=two%20more") => Json("""{"models":[{"name":"models/gemini-omni-1.1-flash"}]}"""),
                ("openrouter.ai", "/api/v1/videos/models") => Json("""{"data":[{"id":"google/veo-3.1"}]}"""),
                ("openrouter.ai", "/api/v1/images/models") => Json("""{"data":[]}"""),
                ("openrouter.ai", _) => Json($$"""{"data":[{"id":"google/veo-3.1","architecture":{"output_modalities":["video"]},"expiration_date":{{day}}}]}"""),
                ("api.replicate.com", "/v1/models/kwaivgi/kling-v2.1") => Json("""{"owner":"kwaivgi","name":"kling-v2.1"}"""),
                ("api.fal.ai", _) when path.StartsWith("/v1/models?endpoint_id=fal-ai%2Fflux%2Fschnell&", StringComparison.Ordinal) =>
                    Json("""{"models":[{"endpoint_id":"fal-ai/flux/schnell","metadata":{"status":"active"}},{"endpoint_id":"fal-ai/birefnet","metadata":{"status":"deprecated"}}]}"""),
                _ => Json("""{"detail":"Not found"}""", HttpStatusCode.NotFound),
            });
        }

        private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
