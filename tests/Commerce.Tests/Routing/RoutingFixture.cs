using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Routing;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>The product core with AI vendors connected that are played in this process; the clients are the real ones.</summary>
public abstract class RoutingFixture : CoreFixture
{
    protected const string CallbackSecret = "secret-of-callbacks";

    private ServiceProvider routed = null!;

    internal KieStandIn Vendors { get; } = new();

    protected IServiceProvider Routed => routed;

    protected GenerationBacklog RoutedBacklog => routed.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();

    [OneTimeSetUp]
    public void Connect() => routed = Build(services =>
    {
        services.Configure<RoutingOptions>(options =>
        {
            options.CallbackBase = new Uri("https://studio.example");
            options.Vendors["kie"] = new VendorOptions { Key = "shared-key-of-kie", CallbackSecret = CallbackSecret };
            options.Vendors["google"] = new VendorOptions { Key = "shared-key-of-google" };
        });
        services.AddHttpClient(VendorClients.ClientName).ConfigurePrimaryHttpMessageHandler(() => Vendors);
        services.AddHttpClient(OutputIntake.ClientName).ConfigurePrimaryHttpMessageHandler(() => Vendors);
        Arrange(services);
    });

    /// <summary>What a fixture has besides.</summary>
    protected virtual void Arrange(IServiceCollection services)
    {
    }

    [OneTimeTearDown]
    public Task DisconnectAsync() => routed.DisposeAsync().AsTask();

    [SetUp]
    public void ResetVendors()
    {
        Vendors.Reset();
        // No test waits for the turns that the one before it took.
        Clock.Advance(TimeSpan.FromSeconds(20));
    }

    protected Task<T> InStoreAsync<T>(Guid storeId, Func<IServiceProvider, Task<T>> work) => routed.GetRequiredService<StoreWork>().RunAsync(storeId, work);

    protected Task<Guid> OrderAsync(TestStore store, string model = ModelName.Any) => InStoreAsync(store.Id, scope =>
        scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null) { ImageModel = model }, $"{Guid.CreateVersion7(Clock.GetUtcNow())}", "test"),
            CancellationToken.None));

    /// <summary>Works everything off that is due, without letting time pass.</summary>
    protected async Task AdvanceAsync(Guid storeId, string worker = "worker")
    {
        while (await RoutedBacklog.AdvanceNextAsync(storeId, worker, CancellationToken.None))
        {
        }
    }

    /// <summary>Works the backlog off, letting time pass while rows only wait.</summary>
    protected async Task DrainRoutedAsync(Guid storeId, int rounds = 200)
    {
        for (var round = 0; round < rounds; round++)
        {
            await AdvanceAsync(storeId);
            if (await RoutedBacklog.SettleAsync(storeId, CancellationToken.None) is not { } due)
            {
                return;
            }

            Clock.MoveTo(due);
        }

        Assert.Fail("The backlog did not drain.");
    }

    protected Task<Generation> RowAsync(Guid storeId) => InStoreAsync(storeId, scope => scope.GetRequiredService<CommerceContext>().Generations.AsNoTracking().SingleAsync());

    protected Task<List<string>> HistoryAsync(Guid storeId) => InStoreAsync(storeId, scope =>
        scope.GetRequiredService<CommerceContext>().GenerationEvents.OrderBy(row => row.Id).Select(row => row.Detail).ToListAsync());
}
