using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>
/// A private PostgreSQL server on 127.0.0.1 and a free port. It is stopped when disposed, when this process exits, and
/// by the kernel when this process is killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 3;
    private readonly PostgresOptions options;
    private readonly int port;
    private ProcessGroup group;
    private ChildProcess process;

    private PostgresServer(ProcessGroup group, ChildProcess process, PostgresOptions options, int port)
    {
        this.group = group;
        this.process = process;
        this.options = options;
        this.port = port;
        ConnectionString = Describe(options, port);
    }

    /// <summary>The superuser's connection string for the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    public int ProcessId => process.Id;

    /// <summary>Starts the server, after recovering its data folder from a crash when there was one.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, TimeProvider time, CancellationToken ct)
    {
        var account = UnprivilegedAccount.Current;
        var cluster = new PostgresCluster(options.Folder, account);
        var binaries = PostgresBinaries.For(options.Checkout, account);
        cluster.EnsureInitialised(binaries, options.Password);
        await cluster.RecoverAsync(time, ct);

        for (var attempt = 1; ; attempt++)
        {
            // Another program may take the port between finding and binding it, so a refused start is tried again.
            var group = new ProcessGroup();
            var port = FreePort.Any();
            var process = group.Start(Command(options, binaries, cluster, port));
            if (await BecomesReadyAsync(process, Describe(options, port), time, ct))
            {
                return new PostgresServer(group, process, options, port);
            }
            await group.DisposeAsync();
            if (attempt == Attempts)
            {
                throw new ProblemException($"PostgreSQL does not start. Its log is {options.LogFile}");
            }
        }
    }

    /// <summary>Takes the server down and brings it up again on the same port and data.</summary>
    /// <param name="crash">Whether it goes without a shutdown, as in a power cut, and has to recover from its log.</param>
    /// <param name="time">Paces the wait.</param>
    /// <param name="ct">Stops the wait.</param>
    public async Task RestartAsync(bool crash, TimeProvider time, CancellationToken ct)
    {
        Unix.Signal(process.Id, crash ? Unix.Quit : Unix.Interrupt);
        await process.WaitForExitAsync(ct);
        await group.DisposeAsync();
        var account = UnprivilegedAccount.Current;
        group = new ProcessGroup();
        process = group.Start(Command(options, PostgresBinaries.For(options.Checkout, account), new PostgresCluster(options.Folder, account), port));
        if (!await BecomesReadyAsync(process, ConnectionString, time, ct))
        {
            throw new ProblemException($"PostgreSQL does not start again. Its log is {options.LogFile}");
        }
    }

    public Task WaitForExitAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    /// <summary>Creates a database unless it is there, and returns the superuser's connection string for it.</summary>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken ct)
    {
        await using var connection = await TestPostgres.OpenAsync(ConnectionString, ct);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(ct) is null)
        {
            await TestPostgres.ExecuteAsync(connection, $"create database \"{name}\"", ct);
        }
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await group.DisposeAsync();
        if (options.ThrownAway && Directory.Exists(options.Folder))
        {
            Directory.Delete(options.Folder, recursive: true);
        }
    }

    private static ChildCommand Command(PostgresOptions options, PostgresBinaries binaries, PostgresCluster cluster, int port) =>
        new("PostgreSQL", binaries.Postgres,
        [
            "-D", cluster.Data, "-h", "127.0.0.1", "-p", $"{port}", "-k", "", .. options.ServerSettings.SelectMany(setting => new[] { "-c", setting }),
        ])
        {
            Account = UnprivilegedAccount.Current,
            LogFile = options.LogFile,
            StopSignal = Unix.Interrupt,
        };

    private static async Task<bool> BecomesReadyAsync(ChildProcess process, string connectionString, TimeProvider time, CancellationToken ct)
    {
        var probe = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 2 }.ConnectionString;
        while (!process.HasExited)
        {
            try
            {
                await using var connection = new NpgsqlConnection(probe);
                await connection.OpenAsync(ct);
                return true;
            }
            catch (NpgsqlException notYet) when (notYet is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(40), time, ct);
            }
        }
        return false;
    }

    private static string Describe(PostgresOptions options, int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Password = options.Password,
        Database = "postgres",
        // A local server has nothing to negotiate, and every open saves a round trip.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        MaxPoolSize = 40,
    }.ConnectionString;
}
