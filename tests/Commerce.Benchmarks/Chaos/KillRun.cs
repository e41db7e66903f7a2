using System.Diagnostics;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Benchmarks.Chaos;

/// <summary>One run: a portion of rows before each kill, so that every kill meets work, and trouble with the database between them.</summary>
internal sealed class KillRun(BenchWorld world, int seed, int rows, int kills)
{
    private const int Workers = 3;
    private const int Stores = 3;
    private const int TroublePercent = 3;

    // The longest anything may rest after all trouble is over: a lease, the last retry, a start.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random random = new(seed);
    private readonly string logs = Directory.CreateDirectory(Path.Combine(world.Folder, $"provider-{seed}")).FullName;

    public async Task<KillOutcome> RunAsync(CancellationToken ct)
    {
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connections.Owner) { Pooling = false }.ConnectionString);
        await using var waker = new Waker(connections, world.Secrets);
        var stores = new List<BenchStore>();
        for (var number = 0; number < Stores; number++)
        {
            stores.Add(await BenchStore.AddAsync(owner, waker, world.Time, rows / kills, ct));
        }

        await using var workers = new ChaosWorkers(world, connections, $"worker-{seed}", Settings(), random);
        for (var number = 0; number < Workers; number++)
        {
            workers.Start();
        }

        var trouble = new DatabaseTrouble(server, connections, world.Time);
        var began = Stopwatch.GetTimestamp();
        for (var kill = 1; kill <= kills; kill++)
        {
            var store = stores[random.Next(Stores)];
            await store.AddBatchAsync(rows / kills, ct);
            await WakeAsync(waker, store.Id, ct);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 2400)), world.Time, ct);
            await workers.KillOneAsync();
            await TroubleAsync(trouble, kill, ct);
        }

        var last = Stopwatch.GetTimestamp();
        await SettleAsync(owner, workers, ct);
        var (seconds, after, fallen) = (Stopwatch.GetElapsedTime(began).TotalSeconds, Stopwatch.GetElapsedTime(last).TotalSeconds, workers.Fallen);
        await workers.DisposeAsync();
        var log = await ProviderLog.ReadAsync(logs, ct);
        await world.KeepAsync($"kills-{seed}-wrong", await WrongRowsAsync(owner, ct), ct);
        return new KillOutcome(
            await EndedAsync(owner, ct), await BenchAccounts.FaultsAsync(owner, ct), log.Asked, log.Bought, log.BoughtTwice, await WrongEndsAsync(owner, log, ct), fallen,
            kills, trouble.Restarts, trouble.Cut, trouble.Exhaustions, seconds, after);
    }

    private (string Name, string Value)[] Settings() =>
    [
        ("Bench__ProviderLog", logs), ("Bench__DelayMilliseconds", "15"), ("Bench__TroublePercent", $"{TroublePercent}"),
        ("Jobs__LeaseSeconds", "3"), ("Jobs__SweepSeconds", "1"), ("Jobs__WorkerThreads", "4"),
    ];

    private async Task TroubleAsync(DatabaseTrouble trouble, int kill, CancellationToken ct)
    {
        if (kill % 10 == 5)
        {
            await trouble.RestartAsync(ct);
        }
        else if (kill % 7 == 3)
        {
            await trouble.CutConnectionsAsync(ct);
        }
        else if (kill % 16 == 8)
        {
            await trouble.ExhaustAsync(ct);
        }
    }

    // This process's own connections are cut with all others; a page would be asked again by its owner.
    private static async Task WakeAsync(Waker waker, Guid storeId, CancellationToken ct)
    {
        for (var left = 5; ; left--)
        {
            try
            {
                await waker.WakeAsync(storeId, ct);
                return;
            }
            catch (Exception cut) when (left > 0 && cut is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                // Tried again at once on a fresh connection.
            }
        }
    }

    private async Task SettleAsync(NpgsqlDataSource owner, ChaosWorkers workers, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (await EndedAsync(owner, ct) < rows && Stopwatch.GetElapsedTime(began) < Patience)
        {
            workers.Replace();
            await Task.Delay(TimeSpan.FromMilliseconds(200), world.Time, ct);
        }
    }

    private static Task<long> EndedAsync(NpgsqlDataSource owner, CancellationToken ct) =>
        MeasuredServer.ReadAsync<long>(owner, "select count(*) from generations where state in ('done', 'failed')", ct);

    // What happened to the rows whose end and books do not fit, to be read when there are any.
    private static Task<string> WrongRowsAsync(NpgsqlDataSource owner, CancellationToken ct) => MeasuredServer.ReadAsync<string>(
        owner,
        """
        select coalesce(jsonb_pretty(jsonb_agg(jsonb_build_object(
          'row', to_jsonb(g),
          'events', (select jsonb_agg(to_jsonb(v) order by v.id) from generation_events v where v.store_id = g.store_id and v.generation_id = g.id),
          'entries', (select jsonb_agg(to_jsonb(e) order by e.id) from entries e where e.store_id = g.store_id and e.generation_id = g.id)))), '[]')
        from generations g
        where state not in ('done', 'failed')
          or state = 'failed' and (error_code <> 'refused' or exists (select from entries e where e.store_id = g.store_id and e.generation_id = g.id and e.kind = 'capture'))
        """,
        ct);

    private async Task<int> WrongEndsAsync(NpgsqlDataSource owner, ProviderLog log, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            """
            select id, state, coalesce(error_code, ''), exists (select from assets where assets.store_id = g.store_id and assets.generation_id = g.id)
            from generations g where state in ('done', 'failed')
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var wrong = 0;
        while (await reader.ReadAsync(ct))
        {
            var (done, bought, asset) = (reader.GetString(1) == "done", log.Knows(reader.GetGuid(0)), reader.GetBoolean(3));
            wrong += done ? (bought && asset ? 0 : 1) : (!bought && !asset && reader.GetString(2) == "refused" ? 0 : 1);
        }

        return wrong;
    }
}
