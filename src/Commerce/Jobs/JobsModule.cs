using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Retention;
using Commerce.Routing;
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
    // Jobs mostly wait for shops and websites; what fills cores runs on lanes.
    private const int StoreJobThreads = 8;

    // A backstop: far more than a busy day has, for what the engine drops beyond it would be missing from the figures.
    private const int RunsKept = 100_000;

    /// <summary>How long the engine remembers a run.</summary>
    public static readonly TimeSpan HistoryKept = TimeSpan.FromDays(1);

    /// <summary>How long it remembers one that failed.</summary>
    public static readonly TimeSpan FailuresKept = TimeSpan.FromDays(7);

    /// <summary>
    /// Adds the job engine and the lanes. Every process may schedule and wake; only a worker runs anything.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, bool worker)
    {
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StoreJobs>();
        services.AddSingleton<LaneBell>();
        services.AddSingleton<LaneActivity>();
        services.AddSingleton<LaneTurn>();
        services.AddSingleton<EngineReport>();
        services.AddScoped<Wake>();
        services.AddScoped<Leases>();
        services.AddQuartzExecutionHistory(history =>
        {
            (history.Retention, history.MaxEntriesPerScheduler) = (HistoryKept, RunsKept);
            history.RetentionByResult[JobRunResult.Failed] = FailuresKept;
        });
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "commerce";
                scheduler.GenerateInstanceId = true;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            });
            quartz.UseDefaultThreadPool(StoreJobThreads);
            quartz.UseExecutionLimits(limits => limits.ForGroupsWithPrefix(StoreJobs.StoreGroup, StoreJobs.AtOnce, ExecutionLimitScope.Cluster));
            quartz.AddJobMiddleware<StoreJobGuard>();
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(DataModule.Jobs));
                // A database that goes away while the engine reads or writes its tables, at a worker's start too, is waited for as long as at the start.
                store.ConfigureStore(settings => (settings.StoreJobDataAsStrings, settings.MaxTransientRetries) = (true, (int)DatabaseWait.Longest.TotalSeconds));
                store.UseExecutionHistory();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                });
            });
            if (worker)
            {
                quartz.ScheduleLedgerChecks();
                quartz.ScheduleVitalsCleanup();
                quartz.ScheduleWebhooks();
                quartz.ScheduleErasures();
                quartz.ScheduleTokenCare();
                quartz.ScheduleReconciliation();
                quartz.ScheduleBillingRounds();
                quartz.ScheduleBatchCare();
                quartz.ScheduleModelWatch();
            }
        });
        if (worker)
        {
            services.AddHostedService<DatabaseWait>();
            services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
            services.AddHostedService<LanePool>();
            services.AddHostedService<LaneWatch>();
            services.AddHostedService<WakeListener>();
        }

        return services;
    }
}
