using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Credits;

public static class CreditsModule
{
    public static IServiceCollection AddCredits(this IServiceCollection services) => services
        .AddScoped<Ledger>().AddScoped<LedgerLines>().AddScoped<LedgerWatch>().AddScoped<OpenHolds>()
        .AddScoped<Budgets>().AddScoped<LowBalance>().AddScoped<PriceTable>();

    /// <summary>Has ledgers watched; for processes that run jobs.</summary>
    public static void ScheduleLedgerChecks(this IQuartzBuilder quartz) => quartz.ScheduleJob<LedgerWatchJob>(
        trigger => trigger.WithIdentity("ledger-watch", "system").WithSimpleSchedule(LedgerWatchJob.Interval),
        job => job.WithIdentity("ledger-watch", "system"));
}
