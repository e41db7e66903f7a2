using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Credits;

public static class CreditsModule
{
    public static IServiceCollection AddCredits(this IServiceCollection services) => services.AddScoped<Ledger>().AddScoped<LedgerLines>();

    /// <summary>Has every store's ledger added up each hour; for processes that run jobs.</summary>
    public static void ScheduleLedgerChecks(this IQuartzBuilder quartz) => quartz.ScheduleJob<LedgerRoundJob>(
        trigger => trigger.WithIdentity("ledger-round", "system").WithSimpleSchedule(LedgerRoundJob.Interval),
        job => job.WithIdentity("ledger-round", "system"));
}
