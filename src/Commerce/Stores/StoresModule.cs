using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Stores;

public static class StoresModule
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddOptions<PlanOptions>().BindConfiguration(PlanOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.Replace(ServiceDescriptor.Singleton<IShopBudgets, SharedShopBudgets>());
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
