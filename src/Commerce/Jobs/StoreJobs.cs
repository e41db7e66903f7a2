using System.Globalization;
using Commerce.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Starts a store's background work. The engine keeps it in the database, so it survives this process.</summary>
public sealed class StoreJobs(ISchedulerFactory schedulers, [FromKeyedServices(DataModule.Jobs)] NpgsqlDataSource engine, TimeProvider time)
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

    /// <summary>Takes everything scheduled for a store out of the engine. What runs at this moment runs to its end.</summary>
    /// <param name="except">A job to keep, by the name of its class.</param>
    /// <returns>How many jobs there were.</returns>
    public async Task<int> RemoveAsync(Guid storeId, string? except, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var keys = (await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals($"{StoreGroup}{storeId}"), cancellationToken)).Where(key => key.Name != except).ToList();
        foreach (var key in keys)
        {
            await scheduler.DeleteJob(key, cancellationToken);
        }

        return keys.Count;
    }

    /// <summary>
    /// Removes what the engine remembers of a store's past firings. Its own interface forgets by age only, so this is said
    /// in its tables, which carry the job's group.
    /// </summary>
    /// <returns>False while a job of the store runs: what it leaves behind is not written yet.</returns>
    public async Task<bool> ForgetAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var group = $"{StoreGroup}{storeId}";
        await using var running = engine.CreateCommand("select count(*) from qrtz_fired_triggers where job_group = $1");
        running.Parameters.Add(new() { Value = group });
        if (await running.ExecuteScalarAsync(cancellationToken) is not 0L)
        {
            return false;
        }

        foreach (var history in (string[])["qrtz_execution_history", "qrtz_misfire_history"])
        {
            await using var forget = engine.CreateCommand($"delete from {history} where job_group = $1");
            forget.Parameters.Add(new() { Value = group });
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        return true;
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
