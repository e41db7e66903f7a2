using System.Net.Http.Headers;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Postgres;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>
/// The app in process on a database of its own, with two stores that have credits and an access token. Outgoing calls are
/// refused unless the test scripts <see cref="Outside"/>, and a refused one fails the test. No job runs: what a page
/// schedules stays in the engine's tables.
/// </summary>
[Category("Database")]
public abstract class StudioFixture : IAsyncDisposable
{
    private TestDatabase database = null!;
    private StudioHost host = null!;
    private string folder = null!;

    protected TestDatabase Database => database;

    protected TestClock Clock { get; } = new();

    protected ThrowsOnUnexpected Outside { get; } = new();

    protected IServiceProvider Services => host.Services;

    protected StoreWork Work => host.Services.GetRequiredService<StoreWork>();

    /// <summary>What this fixture sets beside the settings of every test.</summary>
    protected virtual Dictionary<string, string> Settings => [];

    /// <summary>Adds what this fixture listens with.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    /// <summary>Two stores that must never see each other.</summary>
    protected SeededStore StoreA { get; private set; } = null!;

    protected SeededStore StoreB { get; private set; } = null!;

    protected StoreSeeds Seeds => new(Work, Clock);

    protected MediaSeeds Media => new(Work, Clock);

    [OneTimeSetUp]
    public async Task StartStudioAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        folder = Directory.CreateTempSubdirectory("commerce-web-test-").FullName;
        host = new StudioHost(database, folder, Outside, Clock, Settings, AddServices);
        StoreA = await Seeds.AddStoreAsync("fern-and-field.myshopify.com", "Fern and Field");
        StoreB = await Seeds.AddStoreAsync("kiln-house.myshopify.com", "Kiln House");
    }

    // The test runner disposes the fixture after its last test.
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [TearDown]
    public void NoCallWentUnexpected()
    {
        Outside.Reset();
        Assert.That(Outside.TakeUnexpected(), Is.Empty, "The app made calls that this test does not expect.");
    }

    /// <summary>A browser inside the store's admin: every request carries a fresh session token. Redirects are not followed.</summary>
    protected HttpClient ClientOf(SeededStore store, long user = 901) => ClientOf(store.Shop, user);

    /// <summary>The same for a shop that has no store yet.</summary>
    protected HttpClient ClientOf(string shop, long user = 901)
    {
        var client = Browser(new SignsIn(() => SessionTokens.Sign(shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock, user)));
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    /// <summary>Somebody without a session token.</summary>
    protected HttpClient Stranger() => Browser();

    protected Task<T> ReadAsync<T>(SeededStore store, Func<CommerceContext, Task<T>> read) =>
        Work.RunAsync(store.Id, services => read(services.GetRequiredService<CommerceContext>()));

    protected Task WriteAsync(SeededStore store, Func<CommerceContext, Task> write) =>
        Work.RunAsync(store.Id, services => write(services.GetRequiredService<CommerceContext>()));

    private HttpClient Browser(params DelegatingHandler[] handlers) =>
        host.CreateDefaultClient(new Uri(StudioHost.Origin), handlers);

    private sealed class SignsIn(Func<string> token) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
