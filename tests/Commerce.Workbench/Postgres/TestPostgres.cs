using System.Security.Cryptography;
using System.Text;
using Commerce.Migrations;
using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>
/// Fresh databases for tests. One server serves the whole run: the one <c>COMMERCE_TEST_POSTGRES</c> names, else one
/// that starts with the first database and ends with this process.
/// </summary>
public static class TestPostgres
{
    // "TEMPLATE" in ASCII.
    private const long TemplateLock = 0x54454D504C415445;
    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Template = new(PrepareTemplateAsync);

    /// <summary>The superuser's connection string of the run's server.</summary>
    public static Task<string> AdminConnectionStringAsync() => Server.Value;

    /// <summary>A database of its own at the newest schema, cloned from a migrated template.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(CancellationToken ct = default)
    {
        var admin = await Server.Value;
        var template = await Template.Value;
        var name = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        await using (var connection = await OpenAsync(admin, ct))
        {
            await ExecuteAsync(connection, $"create database {name} template {template}", ct);
        }

        var database = new TestDatabase(name, admin, Roles(admin));
        // A clone does not inherit who may connect, so that part is applied to it again.
        await Migrator.ApplyAsync(database.Owner, Roles(admin), ct);
        return database;
    }

    /// <summary>A database of its own with nothing in it, for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> CreateEmptyDatabaseAsync(CancellationToken ct = default)
    {
        var admin = await Server.Value;
        var name = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        await using var connection = await OpenAsync(admin, ct);
        await ExecuteAsync(connection, $"create database {name}", ct);
        return new TestDatabase(name, admin, Roles(admin));
    }

    internal static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }
        var server = await PostgresServer.StartAsync(PostgresOptions.ThrowAway(Checkout.Find()), TimeProvider.System, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server.ConnectionString;
    }

    private static async Task<string> PrepareTemplateAsync()
    {
        var admin = await Server.Value;
        // The module's identity changes with every edit of a script, so an older template is never used.
        var template = $"commerce_template_{typeof(Migrator).Module.ModuleVersionId:N}";
        await using var connection = await OpenAsync(admin, CancellationToken.None);
        await ExecuteAsync(connection, $"select pg_advisory_lock({TemplateLock})", CancellationToken.None);
        await using var find = new NpgsqlCommand($"select 1 from pg_database where datname = '{template}'", connection);
        if (await find.ExecuteScalarAsync() is not null)
        {
            return template;
        }

        // The name appears only once the migrations are through: a run that died halfway leaves no template.
        await ExecuteAsync(connection, "drop database if exists commerce_template_unfinished", CancellationToken.None);
        await ExecuteAsync(connection, "create database commerce_template_unfinished", CancellationToken.None);
        await Migrator.ApplyAsync(WithDatabase(admin, "commerce_template_unfinished"), Roles(admin), CancellationToken.None);
        await ExecuteAsync(connection, $"alter database commerce_template_unfinished rename to {template}", CancellationToken.None);
        return template;
    }

    private static string WithDatabase(string admin, string database) =>
        new NpgsqlConnectionStringBuilder(admin) { Database = database }.ConnectionString;

    /// <summary>Roles belong to the server, so every process of a run must come to the same passwords.</summary>
    private static DatabaseRoles Roles(string admin) => new("commerce", Derive(admin, "app"), Derive(admin, "jobs"));

    private static string Derive(string admin, string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(new NpgsqlConnectionStringBuilder(admin).Password ?? ""), Encoding.UTF8.GetBytes(purpose)));
}
