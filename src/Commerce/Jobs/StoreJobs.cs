using System.Globalization;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Starts a store's background work. The engine keeps it in the database, so it survives this process.</summary>
public sealed class StoreJobs(ISchedulerFactory schedulers, TimeProvider time)
{
    internal const string StoreKey = "store";
    internal const string LaneKey = "lane";

    /// <summary>Prefix of the execution groups on which the engine counts what one store may run at once in the whole cluster.</summary>
    public const string StoreGroup = "store:";

    /// <summary>Runs <typeparamref name="TJob"/> for one store as soon as a worker is free. Asking again while it waits changes nothing.</summary>
    public Task StartAsync<TJob>(Guid storeId, CancellationToken cancellationToken)
        where TJob : IJob => ScheduleAsync<TJob>(storeId, typeof(TJob).Name, "now", time.GetUtcNow(), null, cancellationToken);

    /// <summary>Runs <typeparamref name="TJob"/> for one store at a later time. Asked several times, the earliest counts.</summary>
    public Task StartAtAsync<TJob>(Guid storeId, DateTimeOffset at, CancellationToken cancellationToken)
        where TJob : IJob => ScheduleAsync<TJob>(storeId, typeof(TJob).Name, "later", at, null, cancellationToken);

    /// <summary>Makes every lane of a store look at its backlog now.</summary>
    public async Task WakeLanesAsync(Guid storeId, int lanes, CancellationToken cancellationToken)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            await ScheduleLaneAsync(storeId, lane, "wake", time.GetUtcNow(), cancellationToken);
        }
    }

    /// <summary>Has one lane look again at a later time.</summary>
    internal Task ContinueLaneAsync(Guid storeId, int lane, DateTimeOffset at, CancellationToken cancellationToken) =>
        ScheduleLaneAsync(storeId, lane, "next", at, cancellationToken);

    // A lane that wakes itself and a lane woken from outside use two triggers, so that neither replaces the other.
    private Task ScheduleLaneAsync(Guid storeId, int lane, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        ScheduleAsync<LaneJob>(storeId, $"lane-{lane}", reason, at, lane, cancellationToken);

    private async Task ScheduleAsync<TJob>(Guid storeId, string name, string reason, DateTimeOffset at, int? lane, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var group = $"{StoreGroup}{storeId}";
        var key = new JobKey(name, group);
        if (!await scheduler.Exists(key, cancellationToken))
        {
            var job = JobBuilder.Create<TJob>()
                .WithIdentity(key)
                .UsingJobData(StoreKey, storeId.ToString())
                .StoreDurably(true)
                .RequestRecovery(true)
                .DisallowConcurrentExecution(true);
            if (lane is { } number)
            {
                job = job.UsingJobData(LaneKey, number.ToString(CultureInfo.InvariantCulture));
            }

            await scheduler.AddJob(job.Build(), AddJobOptions.Replacing, cancellationToken);
        }

        var trigger = TriggerBuilder.Create(time)
            .WithIdentity($"{name}-{reason}", group)
            .WithExecutionGroup(group)
            .ForJob(key)
            .StartAt(at)
            .Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellationToken);
    }
}
