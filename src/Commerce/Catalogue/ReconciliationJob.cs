using Commerce.Jobs;
using Commerce.Stores;
using Commerce.Shopify.Admin;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Catalogue;

/// <summary>Reconciles one store's catalogue with its shop.</summary>
public sealed partial class ReconciliationJob(StoreWork work, ILogger<ReconciliationJob> logger) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<Reconciliation>().RunAsync(cancellationToken);
        }
        catch (ShopifyException error) when (StorePauses.ReasonOf(error) is null)
        {
            // Tomorrow's looks further back; nothing is lost by it.
            Log.Postponed(logger, storeId, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The catalogue of store {StoreId} could not be reconciled this time")]
        public static partial void Postponed(ILogger logger, Guid storeId, Exception error);
    }
}
