using Npgsql;
using Quartz;

namespace Commerce.Migrations;

/// <summary>
/// Has the job engine create its own tables in the <c>jobs</c> schema, as the jobs role, from the script it carries.
/// It only ever creates what is missing.
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

    private static async Task<bool> ExistsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select to_regclass('jobs.qrtz_locks') is not null", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
