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

/// <summary>The pages of publishing over a sandbox shop of four products with variants, with approved pictures for each.</summary>
public abstract class PublicationPagesFixture : BrowserFixture, IAsyncDisposable
{
    protected const string Shop = "field-and-fern.myshopify.com";

    private const string Secret = "not-a-secret-only-this-test-uses-it";

    protected static readonly string[] Handles = ["long-reach-watering-can", "ash-handled-trowel", "willow-harvest-trug", "path-lantern"];

    private readonly ThrowsOnUnexpected outside = new();
    private readonly ProcessGroup group = new();
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler());
    private TestDatabase database = null!;
    private WebApplicationFactory<Words> host = null!;
    private string folder = null!;

    private string address = "";

    protected override string Address => address;

    private protected TestClock Clock { get; } = new();

    protected HttpClient Sandbox { get; private set; } = null!;

    private protected SeededStore Store { get; private set; } = null!;

    private protected SeededStore Other { get; private set; } = null!;

    protected StoreWork Work => host.Services.GetRequiredService<StoreWork>();

    [OneTimeSetUp]
    public async Task ServeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        folder = Directory.CreateTempSubdirectory("commerce-publication-pages-").FullName;
        var process = await SandboxProcess.StartAsync(
            group, new SandboxOptions(Checkout.Find(), FreePort.Any(), Path.Combine(folder, "sandbox"), Secret, new Uri("http://127.0.0.1:1"), Path.Combine(folder, "sandbox.log")), CancellationToken.None);
        Sandbox = new HttpClient { BaseAddress = process.Address };
        outside.Answer = (request, ct) => network.SendAsync(request, ct)!;
        host = new StudioHost(database, folder, outside, Clock).WithWebHostBuilder(builder => builder
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
        Sandbox?.Dispose();
        GC.SuppressFinalize(this);
    }

    // Each test begins with the galleries as they were, whatever the one before came to.
    [TearDown]
    public async Task TakeBackAsync()
    {
        await DrainAsync();
        await Work.RunAsync(Store.Id, async services => await services.GetRequiredService<PublicationDecisions>().RevertAsync(
            await services.GetRequiredService<CommerceContext>().Publications.Select(row => row.Id).ToListAsync(), keepChanges: true, CancellationToken.None));
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
            product["variants"] = new JsonArray(new JsonObject { ["title"] = "Small", ["price"] = "22.00", ["image"] = 1 }, new JsonObject { ["title"] = "Large", ["price"] = "38.00" });
        }

        using (var made = await Sandbox.PostAsJsonAsync("control/shops", body))
        {
            Assert.That(made.IsSuccessStatusCode, Is.True, await made.Content.ReadAsStringAsync());
        }

        var seeds = new StoreSeeds(Work, Clock);
        (Store, Other) = (await seeds.AddStoreAsync(Shop, "Field & Fern", 500), await seeds.AddStoreAsync("kiln-house.myshopify.com", "Kiln House"));
        await OpenShopAsync();
        await Work.RunAsync(Store.Id, services => services.GetRequiredService<CatalogueSync>().RunAsync(CancellationToken.None));
        var seeded = await ReadAsync(context => context.Products.OrderBy(row => row.Title).Select(row => new SeededProduct(row.Id, row.Title, new List<Guid>())).ToListAsync());
        await Work.RunAsync(Store.Id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            foreach (var product in await context.Products.ToListAsync())
            {
                product.Tags = [$"{product.Handle}.jpg"];
            }

            await context.SaveChangesAsync();
        });
        var batch = await new MediaSeeds(Work, Clock).StartBatchAsync(Store, seeded, "Spring", "studio-shot", "lifestyle");
        await new RenderedResults(Work, Clock).DeliverAsync(Store, batch, Path.Combine(folder, "catalogues", BuiltInStores.Garden, "images"));
        await ReadAsync(context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Approved)));
        await ReadAsync(context => context.SourceImages.ExecuteUpdateAsync(image => image.SetProperty(row => row.RemovedAt, (DateTimeOffset?)null)));
    }

    /// <summary>A lasting token of the sandbox takes the place of the seeded one.</summary>
    private async Task OpenShopAsync()
    {
        using var answer = await Sandbox.PostAsJsonAsync($"shops/{Shop}/admin/oauth/access_token", new
        {
            client_id = SandboxProcess.ClientId, client_secret = Secret, grant_type = "urn:ietf:params:oauth:grant-type:token-exchange",
            subject_token = SessionTokens.Sign(Shop, SandboxProcess.ClientId, Secret, TimeProvider.System),
            subject_token_type = "urn:ietf:params:oauth:token-type:id_token", requested_token_type = "urn:shopify:params:oauth:token-type:offline-access-token",
        });
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
        await Work.RunAsync(Store.Id, services =>
        {
            var sealedToken = services.GetRequiredService<SecretBox>().Seal(token, $"store-token:{Store.Id}");
            return services.GetRequiredService<CommerceContext>().StoreTokens.ExecuteUpdateAsync(row => row.SetProperty(one => one.AccessToken, sealedToken));
        });
    }

    private protected async Task OpenAtAsync(string path, SeededStore? of = null)
    {
        await Page.Context.UnrouteAsync($"{Address}/**");
        await Page.Context.RouteAsync($"{Address}/**", route => route.ContinueAsync(new()
        {
            Headers = new Dictionary<string, string>(route.Request.Headers) { ["authorization"] = $"Bearer {SessionTokens.Sign((of ?? Store).Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}" },
        }));
        await Page.RouteAsync("**/app-bridge.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        await Page.GotoAsync($"{Address}{path}");
        await Page.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
    }

    /// <summary>The page at three widths; on a phone nothing reaches beyond the edge.</summary>
    protected async Task PicturesAsync(string name)
    {
        foreach (var (width, height) in new[] { (390, 844), (1024, 768), (1440, 900) })
        {
            await Page.SetViewportSizeAsync(width, height);
            await PictureAsync($"{name}-{width}");
            Assert.That(await SidewaysAsync(), Is.Zero, $"{name} at {width}");
        }
    }

    protected async Task DrainAsync()
    {
        var backlog = host.Services.GetServices<IBacklog>().OfType<PublicationBacklog>().Single();
        for (var round = 0; round < 3000; round++)
        {
            while (await backlog.AdvanceNextAsync(Store.Id, "worker", CancellationToken.None))
            {
            }

            if (await backlog.SettleAsync(Store.Id, CancellationToken.None) is not { } due)
            {
                return;
            }

            // The shop's own time goes on in the real world; ours may jump.
            await Task.Delay(20);
            var wait = due - Clock.GetUtcNow();
            Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }

        Assert.Fail("The backlog did not drain.");
    }

    protected async Task<Dictionary<string, JsonArray>> GalleriesAsync()
    {
        var products = JsonNode.Parse(await Sandbox.GetStringAsync($"control/shops/{Shop}/products"))!["products"]!.AsArray();
        return products.ToDictionary(product => (string)product!["handle"]!, product => product!["media"]!.AsArray());
    }

    protected async Task EditAsync(string handle, object operation)
    {
        using var answer = await Sandbox.PostAsJsonAsync($"control/shops/{Shop}/products/{handle}/media", operation);
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }

    protected Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read) => Work.RunAsync(Store.Id, services => read(services.GetRequiredService<CommerceContext>()));
}
