using Commerce.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Starts a store's background work. The engine keeps it in the database, so it survives this process.</summary>
public sealed class StoreJobs(ISchedulerFactory schedulers, [FromKeyedServices(DataModule.Jobs)] NpgsqlDataSource engine, TimeProvider time)
{
    internal const string StoreKey = "store";

    /// <summary>Prefix of the execution groups on which the engine counts what one store may run at once in the whole cluster.</summary>
    public const string StoreGroup = "store:";

    /// <summary>Jobs of one store that run at once in the whole cluster.</summary>
    internal const int AtOnce = 3;

    /// <summary>Runs <typeparamref name="TJob"/> for one store as soon as a worker is free. Asking again while it waits changes nothing.</summary>
    public Task StartAsync<TJob>(Guid storeId, CancellationToken cancellationToken)
        where TJob : IJob => ScheduleAsync<TJob>(storeId, typeof(TJob).Name, "now", time.GetUtcNow(), cancellationToken);

    /// <summary>Runs <typeparamref name="TJob"/> for one store at a later time. Asked several times, the earliest counts.</summary>
    public Task StartAtAsync<TJob>(Guid storeId, DateTimeOffset at, CancellationToken cancellationToken)
        where TJob : IJob => ScheduleAsync<TJob>(storeId, typeof(TJob).Name, "later", at, cancellationToken);

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

    private async Task ScheduleAsync<TJob>(Guid storeId, string name, string reason, DateTimeOffset at, CancellationToken cancellationToken)
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
                .DisallowConcurrentExecution(true)
                .Build();
            await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
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
