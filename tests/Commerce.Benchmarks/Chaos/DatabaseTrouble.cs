using Commerce.Benchmarks.Frame;
using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Benchmarks.Chaos;

/// <summary>What can happen to a database while it is worked with, done on purpose.</summary>
internal sealed class DatabaseTrouble(MeasuredServer server, DatabaseConnections connections, TimeProvider time)
{
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(2);

    public int Restarts { get; private set; }

    public int Cut { get; private set; }

    public int Exhaustions { get; private set; }

    /// <summary>Takes the server down, by turns in good order and as in a power cut, and up again.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await server.RestartAsync(crash: ++Restarts % 2 == 0, time, ct);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Ends the sessions of the app's and the job engine's roles, whatever they are doing.</summary>
    public async Task CutConnectionsAsync(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connections.Owner);
        Cut += (int)await MeasuredServer.ReadAsync<long>(
            source, "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity where usename like 'commerce%' and datname = current_database()", ct);
    }

    /// <summary>Takes every connection the server has to give and keeps them for a while.</summary>
    public async Task ExhaustAsync(CancellationToken ct)
    {
        var (taken, hungry) = (new List<NpgsqlConnection>(), new NpgsqlConnectionStringBuilder(connections.App) { Pooling = false }.ConnectionString);
        try
        {
            while (true)
            {
                var connection = new NpgsqlConnection(hungry);
                taken.Add(connection);
                await connection.OpenAsync(ct);
            }
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            Exhaustions++;
            await Task.Delay(Full, time, ct);
        }
        finally
        {
            foreach (var connection in taken)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
