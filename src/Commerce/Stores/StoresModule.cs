using Commerce.Plans;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Stores;

public static class StoresModule
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddOptions<PlanOptions>().BindConfiguration(PlanOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddScoped<ShopAccounts>()
            .AddScoped<StoreInstaller>()
            .AddScoped<StoreUninstaller>()
            .AddScoped<StorePresence>()
            .AddScoped<IWebhookEffect, UninstallEffect>()
            .AddScoped<IWebhookEffect, ScopesEffect>()
            .AddScoped<IWebhookEffect, ShopFactsEffect>();
    }
}
