using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Retention;
using Commerce.Review;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Webhooks;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Commerce.Tests.Infrastructure;

/// <summary>The product core on a database of its own, connected as the app role, with providers the test scripts.</summary>
public abstract class CoreFixture
{
    private TestDatabase database = null!;
    private ServiceProvider services = null!;
    private string folder = null!;

    protected TestDatabase Database => database;

    protected TestClock Clock { get; } = new();

    protected ScriptedProvider Images { get; } = new(GenerationKind.Image);

    protected StoreWork Work => services.GetRequiredService<StoreWork>();

    protected IServiceProvider Services => services;

    protected GenerationBacklog Backlog => (GenerationBacklog)services.GetServices<IBacklog>().Single(backlog => backlog is GenerationBacklog);

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        folder = Directory.CreateTempSubdirectory("commerce-test-").FullName;
        services = Build();
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A second process on the same database: its own services, its own connections.</summary>
    protected ServiceProvider Build(Action<IServiceCollection>? change = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CommerceApp"] = database.App,
            ["ConnectionStrings:CommerceJobs"] = database.Jobs,
            ["Storage:Kind"] = "local",
            ["Storage:Folder"] = folder,
            ["Shopify:ApiKey"] = "commerce-studio-test",
            ["Shopify:ApiSecret"] = "not-a-secret-only-this-test-uses-it",
            ["Shopify:AppUrl"] = "http://127.0.0.1:1",
            ["Shopify:ShopBaseAddress"] = "http://127.0.0.1:9/shops/{shop}",
            ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
            ["Security:LinkKey"] = new string('k', 32),
        }).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        collection.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        collection.AddHttpClient();
        collection.AddSecurity().AddTenancy().AddData(configuration).AddStores().AddCredits().AddBilling().AddBatches().AddGenerations().AddModelRouting().AddCatalogue().AddLibrary(configuration);
        collection.AddJobs(configuration, worker: false);
        collection.AddSingleton<IGenerationProvider>(Images);
        collection.AddWebhooks().AddRetention().AddAlerts().AddReview();
        change?.Invoke(collection);
        return collection.BuildServiceProvider();
    }

    /// <summary>A store with credits and one product that has one picture, already in our store.</summary>
    protected async Task<TestStore> AddStoreAsync(long credits = 100, int products = 1)
    {
        var storeId = Guid.CreateVersion7(Clock.GetUtcNow());
        await Work.RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.StoreDirectory.Add(new StoreRoute { StoreId = storeId, ShopDomain = $"{storeId:N}.myshopify.com" });
            context.Stores.Add(new Store { Id = storeId, ShopDomain = $"{storeId:N}.myshopify.com", Name = "A store", InstalledAt = Clock.GetUtcNow() });
            await context.SaveChangesAsync();
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({storeId})");
            await scope.GetRequiredService<Ledger>().GrantAsync("welcome", credits, "Welcome", CancellationToken.None);
        });
        var productIds = new List<Guid>();
        for (var number = 1; number <= products; number++)
        {
            productIds.Add(await AddProductAsync(storeId, $"Product {number}"));
        }

        return new TestStore(storeId, productIds);
    }

    protected Task<Guid> AddProductAsync(Guid storeId, string title) => Work.RunAsync(storeId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var productId = Guid.CreateVersion7(Clock.GetUtcNow());
        var image = new SourceImage
        {
            StoreId = storeId,
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            ProductId = productId,
            ShopifyId = $"gid://shopify/MediaImage/{productId}",
            Url = "http://127.0.0.1:9/never-asked",
            ObjectKey = $"stores/{storeId}/sources/{productId}",
        };
        context.Products.Add(new Product
        {
            StoreId = storeId,
            Id = productId,
            ShopifyId = $"gid://shopify/Product/{productId}",
            Handle = title.Replace(' ', '-').ToLowerInvariant(),
            Title = title,
            UpdatedAt = Clock.GetUtcNow(),
            SyncedAt = Clock.GetUtcNow(),
        });
        context.SourceImages.Add(image);
        await context.SaveChangesAsync();
        using var picture = new MemoryStream(TestPicture.Png(64, 64));
        await scope.GetRequiredService<IObjectStore>().PutAsync(image.ObjectKey, picture, "image/png", CancellationToken.None);
        return productId;
    });

    protected Task<Guid> StartBatchAsync(TestStore store, int copies = 1, string? key = null) => Work.RunAsync(store.Id, scope =>
        scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest(
                "Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 64, 64, copies)], "", false, null),
                key ?? Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), "test"),
            CancellationToken.None));

    /// <summary>Works the store's backlog off as one lane would, letting time pass while rows only wait.</summary>
    protected async Task DrainAsync(Guid storeId, string worker = "worker")
    {
        for (var round = 0; round < 1000; round++)
        {
            while (await Backlog.AdvanceNextAsync(storeId, worker, CancellationToken.None))
            {
            }

            if (await Backlog.SettleAsync(storeId, CancellationToken.None) is not { } due)
            {
                return;
            }

            Clock.MoveTo(due);
        }

        Assert.Fail("The backlog did not drain.");
    }

    protected Task<T> ReadAsync<T>(Guid storeId, Func<CommerceContext, Task<T>> read) =>
        Work.RunAsync(storeId, scope => read(scope.GetRequiredService<CommerceContext>()));

    protected Task<LedgerCheck> CheckLedgerAsync(Guid storeId) => ReadAsync(storeId, context => LedgerCheck.RunAsync(context, CancellationToken.None));
}

public sealed record TestStore(Guid Id, IReadOnlyList<Guid> Products);
