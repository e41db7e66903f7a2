using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Commerce.Jobs;

/// <summary>
/// Every few seconds: shows that this process lives, and rings for stores that are due or soon will be. Whatever was lost
/// between a commit and its wake-up is found here, also what a process that died had meant to come back to.
/// </summary>
public sealed partial class LaneWatch(
    LaneBell bell, LaneActivity activity, NpgsqlDataSource source, IOptions<JobOptions> options, TimeProvider time, ILogger<LaneWatch> logger) : BackgroundService
{
    // After this long without a sign of life a process is forgotten.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var command = source.CreateCommand("delete from workers where id = $1");
            command.Parameters.Add(new() { Value = activity.Worker });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            Log.NotDone(logger, error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                Log.NotDone(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (now, stores) = (time.GetUtcNow(), activity.Stores);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(
            """
            insert into workers (id, started_at, seen_at, lanes, busy, stores) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update set seen_at = excluded.seen_at, lanes = excluded.lanes, busy = excluded.busy, stores = excluded.stores
            """)
        {
            Parameters =
            {
                new() { Value = activity.Worker }, new() { Value = activity.StartedAt }, new() { Value = now },
                new() { Value = activity.Lanes }, new() { Value = stores.Count },
                new() { Value = activity.Newcomer is { } newcomer ? stores.Append(newcomer).Distinct().ToArray() : stores.Distinct().ToArray() },
            },
        });
        batch.BatchCommands.Add(new("delete from workers where seen_at < $1") { Parameters = { new() { Value = now - Forgotten } } });
        batch.BatchCommands.Add(new(
            """
            select backlog_due_at from store_directory
            where active and not paused and backlog_due_at <= $1
            order by backlog_due_at limit 256
            """)
        {
            Parameters = { new() { Value = now + TimeSpan.FromSeconds(options.Value.SweepSeconds) } },
        });
        await using var due = await batch.ExecuteReaderAsync(cancellationToken);
        while (await due.ReadAsync(cancellationToken))
        {
            bell.RingAt(await due.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The look for due stores was not done")]
        public static partial void NotDone(ILogger logger, Exception error);
    }
}
