using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Batch.Peers;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// How many rows a second a worker takes from due to done with a provider that answers at once, against two job queues
/// that keep the same books and against the bare statements. Everybody has a database of their own on one server that waits
/// for the disk, a warm-up, and the same number of rows.
/// </summary>
internal sealed class ThroughputBenchmark : Benchmark
{
    private const double GoalRowsPerSecond = 1500;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (warm, rows) = world.Quick ? (1000, 5000) : (5000, 50_000);
        var programs = new PeerPrograms(world);
        programs.Install();
        await using var server = await world.MeasuredServerAsync(ct);

        world.Say($"{rows} rows through the product's worker");
        var own = await OwnAsync(world, await server.DatabaseAsync(ct), warm, rows, repeatable: false, ct);
        yield return Figure.AtLeast(Bench, "rows-per-second", own, "rows/s", GoalRowsPerSecond);

        var local = await OwnAsync(world, await server.DatabaseAsync(ct), warm, rows, repeatable: true, ct);
        yield return Figure.Told(Bench, "rows-per-second-made-here", local, "rows/s", "a provider on this machine, whose task needs no record of its own: two durable steps a row instead of four");

        var peers = new PeerRuns(world, programs, server, warm, rows);
        foreach (var contract in PeerContract.Gates)
        {
            world.Say($"{rows} rows through {contract.Name}");
            yield return Figure.AgainstPeer(Bench, $"rows-per-second-against-{contract.Name}", own, "rows/s", await peers.RunAsync(contract, ct), contract.Words);
        }

        foreach (var contract in PeerContract.Marks)
        {
            yield return Figure.Told(Bench, $"rows-per-second-of-{contract.Name}", await peers.RunAsync(contract, ct), "rows/s", contract.Words);
        }
    }

    private static async Task<double> OwnAsync(BenchWorld world, DatabaseConnections connections, int warm, int rows, bool repeatable, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var store = await BenchStore.AddAsync(owner, waker, world.Time, rows, ct);
        await using var group = new ProcessGroup();
        var worker = await AppProcess.StartAsync(group, BenchWorkers.Describe(world, connections, repeatable ? "throughput-made-here" : "throughput", ("Bench__Repeatable", $"{repeatable}")), ct);

        await store.AddBatchAsync(warm, ct);
        await waker.WakeAsync(store.Id, ct);
        await store.EmptyAsync(ct);

        await store.AddBatchAsync(rows, ct);
        var began = Stopwatch.GetTimestamp();
        await waker.WakeAsync(store.Id, ct);
        await store.EmptyAsync(ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await worker.StopAsync();
        await BooksAsync(owner, ct);
        return rows / seconds;
    }

    private static async Task BooksAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        if (await BenchAccounts.FaultsAsync(owner, ct) is { Count: > 0 } faults)
        {
            throw new ProblemException($"The books are wrong, so the figure is worth nothing: {string.Join("; ", faults)}.");
        }
    }
}
