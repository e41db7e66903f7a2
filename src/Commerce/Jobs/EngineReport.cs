using Npgsql;

namespace Commerce.Jobs;

/// <summary>What the engine says of itself, from routing and signs of life alone; never what a store makes or pays.</summary>
public sealed class EngineReport(NpgsqlDataSource source)
{
    /// <summary>The processes that run lanes, newest sign of life first.</summary>
    public async Task<IReadOnlyList<WorkerState>> WorkersAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select id, started_at, seen_at, lanes, busy from workers order by seen_at desc, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var workers = new List<WorkerState>();
        while (await reader.ReadAsync(cancellationToken))
        {
            workers.Add(new WorkerState(
                reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken),
                await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken), reader.GetInt32(3), reader.GetInt32(4)));
        }

        return workers;
    }
}

/// <summary>A process that runs lanes.</summary>
public sealed record WorkerState(string Id, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Lanes, int Busy);
