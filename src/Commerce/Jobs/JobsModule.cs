using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Retention;
using Commerce.Stores;
using Commerce.Vitals;
using Commerce.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Commerce.Jobs;

public static class JobsModule
{
    /// <summary>
    /// Adds the job engine. Every process may schedule; only a worker starts the scheduler and so runs anything.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, bool worker)
    {
        var options = configuration.GetSection(JobOptions.Section).Get<JobOptions>() ?? new JobOptions();
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StoreJobs>();
        services.AddScoped<Wake>();
        services.AddScoped<Leases>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "commerce";
                scheduler.GenerateInstanceId = true;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            });
            quartz.UseDefaultThreadPool(options.WorkerThreads);
            quartz.UseExecutionLimits(limits => limits.ForGroupsWithPrefix(StoreJobs.StoreGroup, options.LanesPerStore + 1, ExecutionLimitScope.Cluster));
            quartz.AddJobMiddleware<StoreJobGuard>();
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(DataModule.Jobs));
                store.ConfigureStore(settings => settings.StoreJobDataAsStrings = true);
                store.UseExecutionHistory();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                });
            });
            if (worker)
            {
                quartz.ScheduleJob<SweepJob>(
                    trigger => trigger.WithIdentity("sweep", "system").WithSimpleSchedule(TimeSpan.FromSeconds(options.SweepSeconds)),
                    job => job.WithIdentity("sweep", "system"));
                quartz.ScheduleLedgerChecks();
                quartz.ScheduleVitalsCleanup();
                quartz.ScheduleWebhooks();
                quartz.ScheduleErasures();
                quartz.ScheduleTokenCare();
                quartz.ScheduleReconciliation();
                quartz.ScheduleBillingRounds();
                quartz.ScheduleBatchCare();
            }
        });
        if (worker)
        {
            services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        }

        return services;
    }
}
