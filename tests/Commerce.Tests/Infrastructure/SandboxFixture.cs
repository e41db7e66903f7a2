using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Retention;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Tests.Publishing;
using Commerce.Webhooks;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Commerce.Tests.Infrastructure;

/// <summary>The product as the app role on a database of its own, against a sandbox of its own, with one store in scope.</summary>
[Category("Database")]
public abstract class SandboxFixture
{
    internal SandboxServer Sandbox { get; private set; } = null!;

    protected TestDatabase Database { get; private set; } = null!;

    protected IServiceProvider Services => services;

    protected TestClock Clock { get; } = new();

    protected StoreWork Work => Services.GetRequiredService<StoreWork>();

    protected Guid StoreId { get; private set; }

    /// <summary>Where stored objects and whatever a test writes lie.</summary>
    protected string Folder { get; private set; } = null!;

    private ServiceProvider services = null!;

    [OneTimeSetUp]
    public async Task StartSandboxAsync()
    {
        Database = await TestPostgres.CreateDatabaseAsync();
        Folder = Directory.CreateTempSubdirectory("commerce-sandboxed-").FullName;
        Sandbox = await SandboxServer.StartAsync();
        services = Build();
    }

    [OneTimeTearDown]
    public async Task StopSandboxAsync()
    {
        await services.DisposeAsync();
        Sandbox.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A unit of work that has no store yet.</summary>
    protected AsyncServiceScope NewScope() => services.CreateAsyncScope();

    protected Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read) => Work.RunAsync(StoreId, scope => read(scope.GetRequiredService<CommerceContext>()));

    /// <summary>Opens the app as a shop's admin does; the first time, and after an uninstall. Its store is the one in scope from then on.</summary>
    protected async Task InstallAsync(string domain)
    {
        var token = SessionTokens.Sign(domain, SandboxServer.ClientId, SandboxServer.ClientSecret, TimeProvider.System);
        await using var scope = NewScope();
        StoreId = await scope.ServiceProvider.GetRequiredService<StoreInstaller>().InstallAsync(ShopDomain.Parse(domain), token, CancellationToken.None);
    }

    /// <summary>Settings of this fixture beside those every one has.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    /// <summary>What a fixture needs besides the product.</summary>
    protected virtual void Extend(IServiceCollection collection)
    {
    }

    /// <summary>A process on the database: the fixture's own, a second one, or one that is set up otherwise.</summary>
    protected ServiceProvider Build(IReadOnlyDictionary<string, string?>? changed = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CommerceApp"] = Database.App,
            ["ConnectionStrings:CommerceJobs"] = Database.Jobs,
            ["Shopify:ApiKey"] = SandboxServer.ClientId,
            ["Shopify:ApiSecret"] = SandboxServer.ClientSecret,
            ["Shopify:AppUrl"] = "http://127.0.0.1:1",
            ["Shopify:ShopBaseAddress"] = $"{Sandbox.Url}/shops/{{shop}}",
            ["Storage:Kind"] = "local",
            ["Storage:Folder"] = Folder,
            ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
            ["Security:LinkKey"] = new string('k', 32),
        }).AddInMemoryCollection(Settings).AddInMemoryCollection(changed ?? new Dictionary<string, string?>()).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        collection.AddSingleton(new Backoff(Clock, () => 0));
        collection.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        collection.AddSecurity().AddTenancy().AddData(configuration).AddLibrary(configuration);
        collection.AddStores().AddCatalogue().AddCredits().AddBilling().AddBatches().AddGenerations().AddModelRouting().AddPublishing().AddWebhooks().AddRetention().AddAlerts();
        Extend(collection);
        collection.AddJobs(configuration, worker: false);
        return collection.BuildServiceProvider();
    }
}
