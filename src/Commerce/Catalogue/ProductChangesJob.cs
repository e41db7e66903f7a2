using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Catalogue;

/// <summary>Reads the products again that a store's shop says have changed.</summary>
public sealed class ProductChangesJob(StoreWork work) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ProductChanges>().ReadAsync(cancellationToken);
}
