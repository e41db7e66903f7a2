using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Security;
using Commerce.Tenancy;
using Commerce.Web.Tests.Browser;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Web.Tests.Review;
using Commerce.Workbench.Demo;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Publications;

/// <summary>The pages of publishing over a sandbox shop: what they show is what the shop then has, there and back.</summary>
[Category("Browser")]
[Category("Database")]
public sealed class PublicationPagesTests : BrowserFixture, IAsyncDisposable
{
    private const string Shop = "field-and-fern.myshopify.com";
    private const string Secret = "not-a-secret-only-this-test-uses-it";
    private static readonly string[] Handles = ["long-reach-watering-can", "ash-handled-trowel", "willow-harvest-trug", "path-lantern"];

    private readonly TestClock clock = new();
    private readonly ThrowsOnUnexpected outside = new();
    private readonly ProcessGroup group = new();
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler());
    private TestDatabase database = null!;
    private WebApplicationFactory<Words> host = null!;
    private HttpClient sandbox = null!;
    private string folder = null!;
    private string address = "";
    private SeededStore store = null!;
    private SeededStore other = null!;

    protected override string Address => address;

    private StoreWork Work => host.Services.GetRequiredService<StoreWork>();

    [OneTimeSetUp]
    public async Task ServeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        folder = Directory.CreateTempSubdirectory("commerce-publication-pages-").FullName;
        var process = await SandboxProcess.StartAsync(
            group, new SandboxOptions(Checkout.Find(), FreePort.Any(), Path.Combine(folder, "sandbox"), Secret, new Uri("http://127.0.0.1:1"), Path.Combine(folder, "sandbox.log")), CancellationToken.None);
        sandbox = new HttpClient { BaseAddress = process.Address };
        outside.Answer = (request, ct) => network.SendAsync(request, ct)!;
        host = new StudioHost(database, folder, outside, clock).WithWebHostBuilder(builder => builder
            .UseSetting("Shopify:ShopBaseAddress", $"{process.Address}shops/{{shop}}")
            .UseSetting("Shopify:AdminOrigin", process.Address.ToString().TrimEnd('/')));
        host.UseKestrel(0);
        host.StartServer();
        address = host.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
            await group.DisposeAsync();
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        network.Dispose();
        sandbox?.Dispose();
        GC.SuppressFinalize(this);
    }

    // Each test begins with the galleries as they were, whatever the one before came to.
    [TearDown]
    public async Task TakeBackAsync()
    {
        await DrainAsync();
        await Work.RunAsync(store.Id, async services => await services.GetRequiredService<PublicationStarter>().RevertAsync(
            await services.GetRequiredService<CommerceContext>().Publications.Select(row => row.Id).ToListAsync(), CancellationToken.None));
        await DrainAsync();
    }

    [Test]
    public async Task What_the_preview_shows_is_what_the_shop_has_and_the_way_back_is_exact()
    {
        var before = await GalleriesAsync();
        await OpenAtAsync("/publications", other);
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Nothing has been published yet");
        await PicturesAsync("publications-empty");
        await OpenAtAsync("/publish", other);
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Nothing here waits to be published");
        await PicturesAsync("publish-empty");
        await OpenAtAsync("/publish");
        await Assertions.Expect(Page.Locator("main .button-primary").First).ToHaveTextAsync("Publish 8 pictures to 4 products");
        await Page.Locator("input[name^='Form.Alt']").First.FillAsync("Written by the owner");
        await Page.Locator("label", new() { HasText = "At the front" }).ClickAsync();
        await PicturesAsync("publish-front");
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("8 pictures to 4 products");
        await PicturesAsync("publication-waiting");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products published", new() { Timeout = 20_000 });
        await Page.Locator(".publication-receipts summary").First.ClickAsync();
        await PicturesAsync("publication-published");

        var published = await GalleriesAsync();
        Assert.That(published.Values.Sum(gallery => gallery.Count) - before.Values.Sum(gallery => gallery.Count), Is.EqualTo(8));
        Assert.That(published.Values.SelectMany(gallery => gallery).Select(medium => (string?)medium!["alt"]), Does.Contain("Written by the owner"));

        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".button-destructive").First).ToHaveTextAsync("Revert 4 products, remove 8 items");
        await PicturesAsync("revert-preview");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("0 of 4 products reverted");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products reverted", new() { Timeout = 20_000 });
        await PicturesAsync("publication-reverted");
        await OpenAtAsync("/publications");
        await PicturesAsync("publications-full");
        Assert.That((await GalleriesAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString()), Is.EqualTo(before.ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString())));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task A_gallery_that_changed_since_the_preview_is_listed_and_not_published_and_a_changed_one_is_not_reverted()
    {
        await OpenAtAsync("/publish");
        var own = (await GalleriesAsync())[Handles[0]];
        await EditAsync(Handles[0], new { op = "alt", id = (string)own[0]!["id"]!, alt = "Changed meanwhile" });
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator(".banner-warning[role=status]")).ToContainTextAsync("1 product was not published");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("3 of 3 products published", new() { Timeout = 20_000 });
        await PicturesAsync("publication-changed");
        Assert.That((await GalleriesAsync())[Handles[0]], Has.Count.EqualTo(own.Count), "nothing was added there");

        var second = (await GalleriesAsync())[Handles[1]];
        await EditAsync(Handles[1], new { op = "alt", id = (string)second[0]!["id"]!, alt = "Edited by hand" });
        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("1 alt text edited");
        await PicturesAsync("revert-conflict");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToContainTextAsync("to 3 products");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("2 of 3 products reverted", new() { Timeout = 20_000 });
        await PicturesAsync("publication-revert-failed");
        Assert.That((await GalleriesAsync())[Handles[1]].Select(medium => (string?)medium!["alt"]), Does.Contain("Edited by hand"));

        // Back to where the fixture began: the merchant undoes the edit, and the revert then works.
        await EditAsync(Handles[1], new { op = "alt", id = (string)second[0]!["id"]!, alt = (string?)second[0]!["alt"] });
        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("Revert");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToContainTextAsync("to 3 products");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("3 of 3 products reverted", new() { Timeout = 20_000 });
    }

    [Test]
    public async Task A_shop_that_does_not_answer_is_said_and_nothing_can_be_published()
    {
        using var closed = await sandbox.PostAsJsonAsync($"control/shops/{Shop}/access", new { state = "frozen" });
        await OpenAtAsync("/publish");
        await Assertions.Expect(Page.Locator(".banner-critical")).ToContainTextAsync("The shop does not answer");
        Assert.That(await Page.Locator("button[form=publish-form]").CountAsync(), Is.Zero);
        await PicturesAsync("publish-unreachable");
        using var open = await sandbox.PostAsJsonAsync($"control/shops/{Shop}/access", new { state = "open" });
    }

    [Test]
    public async Task Ids_of_another_store_are_not_found_on_every_handler()
    {
        var assets = await ReadAsync(context => context.Assets.Select(asset => asset.Id).ToListAsync());
        var (batch, product) = await ReadAsync(async context => (await context.Batches.Select(row => row.Id).FirstAsync(), await context.Products.Select(row => row.Id).FirstAsync()));
        var runId = await Work.RunAsync(store.Id, services => services.GetRequiredService<PublicationStarter>().StartAsync(
            new PublicationRequest([assets[0]], false, new Dictionary<Guid, string>(), "staff 901"), CancellationToken.None));
        await DrainAsync();
        var publication = await ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.Id).SingleAsync());
        using var stranger = new HttpClient { BaseAddress = new Uri(Address) };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", SessionTokens.Sign(other.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, clock));
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        string[] reads =
        [
            $"/publish?batch={batch}", $"/publish?product={product}", $"/publish?assets={assets[0]}", $"/publications/{runId}", $"/publications?after={runId}",
            $"/publications/{runId}/revert", $"/publications/{runId}/revert?publication={publication}", $"/publications/{runId}/events",
        ];
        foreach (var read in reads)
        {
            using var answer = await stranger.GetAsync(read);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), read);
        }

        using var published = await stranger.PostAsync("/publish", new FormUrlEncodedContent([new("Form.Assets", string.Join(',', assets))]));
        using var reverted = await stranger.PostAsync($"/publications/{runId}/revert", new FormUrlEncodedContent([]));
        Assert.That(new[] { published.StatusCode, reverted.StatusCode }, Is.All.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.State).SingleAsync()), Is.EqualTo(PublicationState.Published));
        await Work.RunAsync(store.Id, services => services.GetRequiredService<PublicationStarter>().RevertAsync([publication], CancellationToken.None));
        await DrainAsync();
    }

    private async Task FillAsync()
    {
        var body = BuiltInStores.Build(Checkout.Find(), BuiltInStores.Garden, Path.Combine(folder, "catalogues"));
        var products = body["products"]!.AsArray();
        foreach (var extra in products.Where(product => !Handles.Contains((string)product!["handle"]!)).ToList())
        {
            products.Remove(extra);
        }

        Assert.That(products, Has.Count.EqualTo(Handles.Length), "the built-in store has these products");
        foreach (var product in products)
        {
            // A second picture, so that there is an order to keep.
            var second = (JsonObject)product!["images"]![0]!.DeepClone();
            second["alt"] = $"{product["title"]}, second view";
            product["images"]!.AsArray().Add(second);
        }

        using (var made = await sandbox.PostAsJsonAsync("control/shops", body))
        {
            Assert.That(made.IsSuccessStatusCode, Is.True, await made.Content.ReadAsStringAsync());
        }

        var seeds = new StoreSeeds(Work, clock);
        (store, other) = (await seeds.AddStoreAsync(Shop, "Field & Fern", 500), await seeds.AddStoreAsync("kiln-house.myshopify.com", "Kiln House"));
        await OpenShopAsync();
        await Work.RunAsync(store.Id, services => services.GetRequiredService<CatalogueSync>().RunAsync(CancellationToken.None));
        var seeded = await ReadAsync(context => context.Products.OrderBy(row => row.Title).Select(row => new SeededProduct(row.Id, row.Title, new List<Guid>())).ToListAsync());
        await Work.RunAsync(store.Id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            foreach (var product in await context.Products.ToListAsync())
            {
                product.Tags = [$"{product.Handle}.jpg"];
            }

            await context.SaveChangesAsync();
        });
        var batch = await new MediaSeeds(Work, clock).StartBatchAsync(store, seeded, "Spring", "studio-shot", "lifestyle");
        await new RenderedResults(Work, clock).DeliverAsync(store, batch, Path.Combine(folder, "catalogues", BuiltInStores.Garden, "images"));
        await ReadAsync(context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Approved)));
    }

    /// <summary>A lasting token of the sandbox takes the place of the seeded one.</summary>
    private async Task OpenShopAsync()
    {
        using var answer = await sandbox.PostAsJsonAsync($"shops/{Shop}/admin/oauth/access_token", new
        {
            client_id = SandboxProcess.ClientId, client_secret = Secret, grant_type = "urn:ietf:params:oauth:grant-type:token-exchange",
            subject_token = SessionTokens.Sign(Shop, SandboxProcess.ClientId, Secret, TimeProvider.System),
            subject_token_type = "urn:ietf:params:oauth:token-type:id_token", requested_token_type = "urn:shopify:params:oauth:token-type:offline-access-token",
        });
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
        await Work.RunAsync(store.Id, services =>
        {
            var sealedToken = services.GetRequiredService<SecretBox>().Seal(token, $"store-token:{store.Id}");
            return services.GetRequiredService<CommerceContext>().StoreTokens.ExecuteUpdateAsync(row => row.SetProperty(one => one.AccessToken, sealedToken));
        });
    }

    private async Task OpenAtAsync(string path, SeededStore? of = null)
    {
        await Page.Context.UnrouteAsync($"{Address}/**");
        await Page.Context.RouteAsync($"{Address}/**", route => route.ContinueAsync(new()
        {
            Headers = new Dictionary<string, string>(route.Request.Headers) { ["authorization"] = $"Bearer {SessionTokens.Sign((of ?? store).Shop, StudioHost.ApiKey, StudioHost.ApiSecret, clock)}" },
        }));
        await Page.RouteAsync("**/app-bridge.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        await Page.GotoAsync($"{Address}{path}");
        await Page.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
    }

    /// <summary>The page at three widths; on a phone nothing reaches beyond the edge.</summary>
    private async Task PicturesAsync(string name)
    {
        foreach (var (width, height) in new[] { (390, 844), (1024, 768), (1440, 900) })
        {
            await Page.SetViewportSizeAsync(width, height);
            await PictureAsync($"{name}-{width}");
            Assert.That(await SidewaysAsync(), Is.Zero, $"{name} at {width}");
        }
    }

    private async Task DrainAsync()
    {
        var backlog = host.Services.GetServices<IBacklog>().OfType<PublicationBacklog>().Single();
        for (var round = 0; round < 3000; round++)
        {
            while (await backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None))
            {
            }

            if (await backlog.SettleAsync(store.Id, CancellationToken.None) is not { } due)
            {
                return;
            }

            var wait = due - clock.GetUtcNow();
            clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }

        Assert.Fail("The backlog did not drain.");
    }

    private async Task<Dictionary<string, JsonArray>> GalleriesAsync()
    {
        var products = JsonNode.Parse(await sandbox.GetStringAsync($"control/shops/{Shop}/products"))!["products"]!.AsArray();
        return products.ToDictionary(product => (string)product!["handle"]!, product => product!["media"]!.AsArray());
    }

    private async Task EditAsync(string handle, object operation)
    {
        using var answer = await sandbox.PostAsJsonAsync($"control/shops/{Shop}/products/{handle}/media", operation);
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }

    private Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read) => Work.RunAsync(store.Id, services => read(services.GetRequiredService<CommerceContext>()));
}
