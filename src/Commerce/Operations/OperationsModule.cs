using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Operations;

public static class OperationsModule
{
    /// <summary>What those who run the installation need to see, and the few things they may do.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<AllStores>().AddScoped<StoreBacklogs>().AddScoped<ProviderHealth>().AddScoped<JobHistory>().AddScoped<FailedDeliveries>().AddScoped<LedgerState>()
        .AddScoped<StoreLedgers>().AddScoped<StuckRows>().AddScoped<LimitTable>();
}
