using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Brand;

/// <summary>Works off the readings a store asked for. The engine runs it again when its worker dies.</summary>
public sealed class BrandReadJob(StoreWork work) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<BrandReader>().RunAsync(cancellationToken);
}
