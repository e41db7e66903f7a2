using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Vitals;

public static class VitalsModule
{
    /// <summary>What browsers measure of our pages: kept, summed up, forgotten.</summary>
    public static IServiceCollection AddVitals(this IServiceCollection services) =>
        services.AddScoped<VitalsLog>().AddScoped<VitalsReport>();

    /// <summary>Schedules the daily cleanup.</summary>
    public static void ScheduleVitalsCleanup(this IQuartzBuilder quartz) => quartz.ScheduleJob<VitalsCleanupJob>(
        trigger => trigger.WithIdentity("vitals-cleanup", "system").WithSimpleSchedule(VitalsCleanupJob.Interval),
        job => job.WithIdentity("vitals-cleanup", "system"));
}
