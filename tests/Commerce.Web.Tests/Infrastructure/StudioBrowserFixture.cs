using Commerce.Tenancy;
using Commerce.Web.Tests.Browser;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>The app on a port of its own with a database of its own, walked in Chromium by a merchant whose every request carries a session token.</summary>
[Category("Database")]
[Category("Browser")]
public abstract class StudioBrowserFixture : BrowserFixture, IAsyncDisposable
{
    private TestDatabase database = null!;
    private StudioHost host = null!;
    private string folder = null!;
    private string address = "";

    protected override string Address => address;

    protected TestClock Clock { get; } = new();

    // In place of whatever the platform's network would send.
    private const string ShopPicture = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'><rect width='40' height='40' fill='#dfe7dc'/><circle cx='20' cy='22' r='10' fill='#7c9473'/></svg>";

    /// <summary>What this fixture sets beside the settings of every test.</summary>
    protected virtual Dictionary<string, string> Settings => [];

    protected StoreWork Work => host.Services.GetRequiredService<StoreWork>();

    protected StoreSeeds Seeds => new(Work, Clock);

    protected MediaSeeds Media => new(Work, Clock);

    [OneTimeSetUp]
    public async Task ServeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        folder = Directory.CreateTempSubdirectory("commerce-browser-test-").FullName;
        host = new StudioHost(database, folder, new ThrowsOnUnexpected(), Clock, Settings);
        host.UseKestrel(0);
        host.StartServer();
        address = host.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await SeedAsync();
    }

    // The test runner disposes the fixture after its last test.
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is null)
        {
            return;
        }

        await host.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes what all tests of the fixture find.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;

    /// <summary>Lets every request of the page carry the store's session token, and gives it an App Bridge that does nothing.</summary>
    protected async Task SignInAsync(SeededStore store)
    {
        await Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Authorization"] = $"Bearer {SessionTokens.Sign(store.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}" });
        await Page.RouteAsync("**/app-bridge.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
    }

    /// <summary>Opens a page of the app as the store's merchant, in the way the admin's frame would without App Bridge's own script.</summary>
    protected async Task GoAsync(SeededStore store, string path)
    {
        await SignInAsync(store);
        await Page.RouteAsync("https://cdn.shopify.com/**", route => route.FulfillAsync(new() { ContentType = "image/svg+xml", Body = ShopPicture }));
        await Page.GotoAsync(Address + path);
        await Page.WaitForFunctionAsync("() => !document.documentElement.classList.contains('no-script')");
    }
}
