using Commerce.Data;
using Commerce.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Operations;

/// <summary>Reads the job engine's own tables, which only the jobs role may see. Changes nothing.</summary>
public sealed class JobHistory([FromKeyedServices(DataModule.Jobs)] NpgsqlDataSource engine, TimeProvider time)
{
    /// <summary>The processes that check in with the engine, by name.</summary>
    public Task<IReadOnlyList<JobProcess>> ProcessesAsync(CancellationToken cancellationToken) => ListAsync(
        "select instance_name, last_checkin_time from qrtz_scheduler_state order by instance_name",
        reader => new JobProcess(reader.GetString(0), At(reader.GetInt64(1))), cancellationToken);

    /// <summary>Every kind of job that ran in the last day or failed in the last week: those with failures first, then by name.</summary>
    public Task<IReadOnlyList<JobFigures>> FiguresAsync(CancellationToken cancellationToken) => ListAsync(
        """
        select regexp_replace(job_name, '-\d+$', '') as name, count(*) filter (where fired_time >= $1), count(*) filter (where fired_time >= $1 and not succeeded),
               count(*) filter (where not succeeded), avg(run_time) filter (where fired_time >= $1)::float8, max(fired_time),
               (array_agg(error_message order by fired_time desc) filter (where not succeeded))[1]
        from qrtz_execution_history where fired_time >= $1 or (fired_time >= $2 and not succeeded)
        group by 1 order by 4 desc, 1
        """,
        reader => new JobFigures(
            reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetDouble(4) / TimeSpan.TicksPerMillisecond,
            At(reader.GetInt64(5)), reader.IsDBNull(6) ? null : reader.GetString(6)),
        cancellationToken, Since(JobsModule.HistoryKept), Since(JobsModule.FailuresKept));

    /// <summary>The oldest run of the last day that is remembered: how far back its figures go. Null when nothing ran.</summary>
    public async Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken)
    {
        var found = await ListAsync(
            "select min(fired_time) from qrtz_execution_history where fired_time >= $1",
            reader => reader.IsDBNull(0) ? (DateTimeOffset?)null : At(reader.GetInt64(0)), cancellationToken, Since(JobsModule.HistoryKept));
        return found[0];
    }

    /// <summary>The installation's recurring jobs, the next one first.</summary>
    public Task<IReadOnlyList<PlannedJob>> PlannedAsync(CancellationToken cancellationToken) => ListAsync(
        "select job_name, next_fire_time, lower(trigger_state) from qrtz_triggers where job_group = 'system' order by next_fire_time nulls last, job_name",
        reader => new PlannedJob(reader.GetString(0), reader.IsDBNull(1) ? null : At(reader.GetInt64(1)), reader.GetString(2)), cancellationToken);

    private long Since(TimeSpan age) => (time.GetUtcNow() - age).UtcTicks;

    // The engine writes times and run times as ticks.
    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params long[] arguments)
    {
        await using var command = engine.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = argument });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
