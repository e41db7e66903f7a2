using Npgsql;
using Quartz;

namespace Commerce.Migrations;

/// <summary>
/// Has the job engine create its own tables in the <c>jobs</c> schema, as the jobs role, from the script it carries.
/// It only ever creates what is missing, and takes out jobs whose classes are no more.
/// </summary>
internal static class JobEngineSchema
{
    public static async Task ApplyAsync(string ownerConnectionString, DatabaseRoles roles, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(ownerConnectionString)
        {
            Username = roles.Jobs,
            Password = roles.JobsPassword,
            SearchPath = "jobs",
            Pooling = false,
        }.ConnectionString;
        if (await ExistsAsync(connection, cancellationToken))
        {
            await RemoveLanesAsync(connection, cancellationToken);
            return;
        }

        var scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connection);
            store.UseExecutionHistory();
            store.UseClustering();
            store.ProvisionSchema();
        })).BuildScheduler(cancellationToken);
        await scheduler.Start(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    // Lanes and their sweep were jobs of the engine once; those an older version left would be fired for a class that is gone.
    private static async Task RemoveLanesAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            delete from qrtz_triggers t using qrtz_job_details job
            where (t.sched_name, t.job_name, t.job_group) = (job.sched_name, job.job_name, job.job_group) and job.job_class_name ~ '^Commerce[.]Jobs[.](LaneJob|SweepJob)';
            delete from qrtz_job_details where job_class_name ~ '^Commerce[.]Jobs[.](LaneJob|SweepJob)';
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> ExistsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select to_regclass('jobs.qrtz_locks') is not null", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
