using Commerce.Migrations;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Benchmarks.Frame;

/// <summary>A PostgreSQL that waits for the disk at every commit, as one in production does. It and its data end with this object.</summary>
public sealed class MeasuredServer : IAsyncDisposable
{
    private readonly PostgresServer server;
    private readonly DatabaseRoles roles;
    private int databases;

    private MeasuredServer(PostgresServer server, Secrets secrets) => (this.server, roles) = (server, new DatabaseRoles("commerce", secrets.AppPassword, secrets.JobsPassword));

    public static async Task<MeasuredServer> StartAsync(Checkout checkout, TimeProvider time, CancellationToken ct) =>
        new(await PostgresServer.StartAsync(PostgresOptions.Measured(checkout), time, ct), Secrets.Create());

    /// <summary>A database of its own at the newest schema, so that nobody measures the rows another one left behind.</summary>
    public async Task<DatabaseConnections> DatabaseAsync(CancellationToken ct)
    {
        var owner = await server.EnsureDatabaseAsync($"bench_{++databases}", ct);
        await Migrator.ApplyAsync(owner, roles, ct);
        return new DatabaseConnections(owner, roles);
    }

    /// <summary>Takes the server down and up again; see <see cref="PostgresServer.RestartAsync"/>.</summary>
    public Task RestartAsync(bool crash, TimeProvider time, CancellationToken ct) => server.RestartAsync(crash, time, ct);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Runs one statement and returns its first value.</summary>
    public static async Task<T> ReadAsync<T>(NpgsqlDataSource source, string sql, CancellationToken ct, params IReadOnlyList<object> values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
