using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Credits;

/// <summary>Adds one store's ledger up and reports what does not fit. Changes nothing: a fault is for a person to judge.</summary>
public sealed partial class LedgerCheckJob(StoreWork work, ILogger<LedgerCheckJob> logger) : StoreJob(work)
{
    /// <summary>Checks the store whose scope <paramref name="context"/> is in.</summary>
    public async Task CheckAsync(Guid storeId, CommerceContext context, CancellationToken cancellationToken)
    {
        var check = await LedgerCheck.RunAsync(context, cancellationToken);
        CreditsTelemetry.Count(check);
        foreach (var fault in check.Faults)
        {
            Log.DoesNotAddUp(logger, storeId, fault);
        }
    }

    protected override Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken) =>
        CheckAsync(storeId, services.GetRequiredService<CommerceContext>(), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger of store {StoreId} does not add up: {Fault}")]
        public static partial void DoesNotAddUp(ILogger logger, Guid storeId, string fault);
    }
}
