using Commerce.Jobs;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Billing;

/// <summary>Looks one store's billing over when it is due. A shop that does not answer is asked again in the next round.</summary>
public sealed partial class BillingCheckJob(StoreWork work, ILogger<BillingCheckJob> logger) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<Reconciliation>().RunIfDueAsync(cancellationToken);
        }
        catch (ShopifyException error) when (StorePauses.ReasonOf(error) is null)
        {
            Log.NoAnswer(logger, storeId, error.Kind);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Billing of store {StoreId} could not be checked: {Kind}; the next round asks again")]
        public static partial void NoAnswer(ILogger logger, Guid storeId, ShopifyErrorKind kind);
    }
}
