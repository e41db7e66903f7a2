using Commerce.Migrations;
using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>One test's own database, seen by each of its roles. It is dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string admin;

    internal TestDatabase(string name, string admin, DatabaseRoles roles)
    {
        this.admin = admin;
        Name = name;
        Roles = roles;
        var connections = new DatabaseConnections(new NpgsqlConnectionStringBuilder(admin) { Database = name }.ConnectionString, roles);
        (Owner, App, Jobs) = (connections.Owner, connections.App, connections.Jobs);
    }

    public string Name { get; }
    public DatabaseRoles Roles { get; }

    /// <summary>The superuser: migrations, and checks that look past row-level security.</summary>
    public string Owner { get; }

    /// <summary>The role of pages and jobs, which row-level security holds.</summary>
    public string App { get; }

    /// <summary>The role of the job engine's own tables.</summary>
    public string Jobs { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var connectionString in (string[])[Owner, App, Jobs])
        {
            await using var pooled = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(pooled);
        }
        await using var connection = await TestPostgres.OpenAsync(admin, CancellationToken.None);
        await TestPostgres.ExecuteAsync(connection, $"drop database if exists {Name} with (force)", CancellationToken.None);
    }
}
