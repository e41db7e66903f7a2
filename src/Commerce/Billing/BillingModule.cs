using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Billing;

public static class BillingModule
{
    /// <summary>
    /// Adds what stores pay with. Every store is a Shopify shop, and what a shop's app delivers is paid through Shopify: there
    /// is no other way to pay in this program. A workspace without Shopify would choose its own source here, by its kind.
    /// </summary>
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BillingOptions>, BillingOptionsValidator>());
        services.AddSingleton<TestCharges>();
        services.AddScoped<BillingApi>().AddScoped<AppPricing>();
        services.AddScoped<IBillingSource>(provider => provider.GetRequiredService<IOptions<BillingOptions>>().Value.Source switch
        {
            BillingSource.AppPricing => provider.GetRequiredService<AppPricing>(),
            _ => provider.GetRequiredService<BillingApi>(),
        });
        return services.AddScoped<BillingLock>().AddScoped<CreditPeriods>().AddScoped<Overage>()
            .AddScoped<Approvals>().AddScoped<Reconciliation>().AddScoped<PendingApprovals>().AddScoped<Standings>().AddScoped<Funding>()
            .AddScoped<IWebhookEffect, ShopifyBillingEffect>();
    }

    /// <summary>Has every store's billing looked over each hour; for processes that run jobs.</summary>
    public static void ScheduleBillingRounds(this IQuartzBuilder quartz) => quartz.ScheduleJob<BillingRoundJob>(
        trigger => trigger.WithIdentity("billing-round", "system").WithSimpleSchedule(BillingRoundJob.Interval),
        job => job.WithIdentity("billing-round", "system"));
}
