using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Retention;

public static class RetentionModule
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddScoped<ComplianceRecords>()
        .AddScoped<StoreErasure>()
        .AddScoped<IWebhookEffect, CustomerDataEffect>()
        .AddScoped<IWebhookEffect, ShopRedactEffect>();

    /// <summary>Has ordered erasures carried out; for processes that run jobs.</summary>
    public static void ScheduleErasures(this IQuartzBuilder quartz) => quartz.ScheduleJob<ErasureJob>(
        trigger => trigger.WithIdentity("erasure", "system").WithSimpleSchedule(ErasureJob.Interval), job => job.WithIdentity("erasure", "system"));
}
