using Commerce.Benchmarks.Shopify;
using Commerce.Jobs;
using Commerce.Shopify.AccessTokens;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Batch;

/// <summary>A process that works on no row itself, as one that serves pages: it wakes stores by the same calls.</summary>
internal sealed class Waker(DatabaseConnections connections, Secrets secrets) : IAsyncDisposable
{
    private readonly ServiceProvider services = ShopifyServices.Build(
        new ConfigurationBuilder()
            .AddInMemoryCollection(ShopifyServices.Settings(connections.App, connections.Jobs, "http://127.0.0.1:9", SandboxProcess.ClientId, secrets.ShopifyApiSecret))
            .AddInMemoryCollection([KeyValuePair.Create("Security:EncryptionKey", (string?)secrets.EncryptionKey)])
            .Build(),
        (collection, configuration) => collection.AddJobs(configuration, worker: false));

    /// <summary>The store's rows are due: the mark as in the transaction that made them due, and the signal after it.</summary>
    public Task WakeAsync(Guid storeId, CancellationToken ct) => services.GetRequiredService<StoreWork>().RunAsync(storeId, async scope =>
    {
        await scope.GetRequiredService<Wake>().MarkAsync(storeId, ct);
        await scope.GetRequiredService<Wake>().NowAsync(storeId, ct);
    });

    /// <summary>Keeps access to the store's shop. It leads nowhere, but without any the worker's rounds would lay the store to rest.</summary>
    public Task KeepAccessAsync(Guid storeId, CancellationToken ct) => services.GetRequiredService<StoreWork>().RunAsync(
        storeId, scope => scope.GetRequiredService<ShopAccounts>().KeepAsync(new AccessToken("bench", [], null, null, null, null), ct));

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
