using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Npgsql;

namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>Runs peers one after the other, each on a fresh database of the same server with the same rows.</summary>
internal sealed class PeerRuns(BenchWorld world, PeerPrograms programs, MeasuredServer server, int warm, int rows)
{
    /// <summary>Rows a second.</summary>
    /// <exception cref="ProblemException">The peer failed, or its books are wrong.</exception>
    public async Task<double> RunAsync(PeerContract contract, CancellationToken ct)
    {
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var store = await BenchStore.AddAsync(owner, waker, world.Time, rows, ct);
        var rate = contract.Program is null ? await BareAsync(contract, connections.Owner, store, ct) : await QueueAsync(contract, connections.Owner, store, ct);
        if (await BenchAccounts.FaultsAsync(owner, ct) is { Count: > 0 } faults)
        {
            throw new ProblemException($"{contract.Name} left wrong books: {string.Join("; ", faults)}.");
        }

        return rate;
    }

    private async Task<double> QueueAsync(PeerContract contract, string owner, BenchStore store, CancellationToken ct)
    {
        await using var redis = contract.Name == "bullmq" ? await RedisServer.StartAsync(world, ct) : null;
        return await programs.RunAsync(contract.Program!, contract.Name, new Dictionary<string, string?>
        {
            ["BENCH_DATABASE"] = PeerPrograms.Address(owner),
            ["BENCH_STORE"] = $"{store.Id}",
            ["BENCH_WARM_UP"] = $"{await store.AddBatchAsync(warm, ct)}",
            ["BENCH_BATCH"] = $"{await store.AddBatchAsync(rows, ct)}",
            ["BENCH_BATCH_SIZE"] = $"{contract.BatchSize}",
            ["BENCH_WORKERS"] = $"{contract.Workers}",
            ["BENCH_CONNECTIONS"] = $"{contract.Connections}",
            ["BENCH_MODE"] = contract.Grouped ? "groups" : "rows",
            ["BENCH_REDIS_PORT"] = redis is null ? null : $"{redis.Port}",
        }, ct);
    }

    private async Task<double> BareAsync(PeerContract contract, string owner, BenchStore store, CancellationToken ct)
    {
        await store.AddBatchAsync(rows, ct);
        return Pgbench.Find() is { } program
            ? await Pgbench.RunAsync(program, world, owner, store, rows, contract.BatchSize, contract.Workers, ct)
            : await BareStatements.RunAsync(owner, store, rows, contract.BatchSize, contract.Workers, ct);
    }
}
