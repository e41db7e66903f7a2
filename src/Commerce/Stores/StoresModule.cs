using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

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
            .AddScoped<StoreResumption>()
            .AddSingleton<StorePauses>()
            .AddScoped<StoreUninstaller>()
            .AddScoped<StorePresence>()
            .AddScoped<IWebhookEffect, UninstallEffect>()
            .AddScoped<IWebhookEffect, ScopesEffect>()
            .AddScoped<IWebhookEffect, ShopFactsEffect>();
    }

    /// <summary>Has every store's access looked after each day; for processes that run jobs.</summary>
    public static void ScheduleTokenCare(this IQuartzBuilder quartz) => quartz.ScheduleJob<TokenRoundJob>(
        trigger => trigger.WithIdentity("token-round", "system").WithSimpleSchedule(TokenRoundJob.Interval),
        job => job.WithIdentity("token-round", "system"));
}
