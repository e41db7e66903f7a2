using Npgsql;

namespace Commerce.Jobs;

/// <summary>What the engine says of itself, from routing and signs of life alone; never what a store makes or pays.</summary>
public sealed class EngineReport(NpgsqlDataSource source, TimeProvider time)
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

    /// <summary>Stores with work, the one that is due longest first; a store whose work lies ahead comes after them.</summary>
    public async Task<IReadOnlyList<StoreQueue>> StoresAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            select store_id, shop_domain, backlog_due_at, paused, places from store_directory
            where active and backlog_due_at is not null order by backlog_due_at, store_id limit $1
            """);
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (stores, now) = (new List<StoreQueue>(), time.GetUtcNow());
        while (await reader.ReadAsync(cancellationToken))
        {
            var due = await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken);
            stores.Add(new StoreQueue(
                reader.GetGuid(0), reader.GetString(1), due, due <= now, reader.GetBoolean(3), await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetInt32(4)));
        }

        return stores;
    }
}

/// <summary>A process that runs lanes.</summary>
public sealed record WorkerState(string Id, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Lanes, int Busy);

/// <summary>A store's place in the round.</summary>
/// <param name="Due">Whether a lane may take a turn for it now.</param>
/// <param name="Places">How many of its rows may be worked on at once; null means no limit.</param>
public sealed record StoreQueue(Guid StoreId, string ShopDomain, DateTimeOffset DueAt, bool Due, bool Paused, int? Places);
