using Commerce.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Stores;

public static class StoresModule
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddOptions<PlanOptions>().BindConfiguration(PlanOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddScoped<ShopAccounts>().AddScoped<StoreInstaller>();
    }
}
