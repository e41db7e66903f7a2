using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>How long a row waits for an idle worker: from the moment before its store is woken to the claim, made due by the worker's own process and by another.</summary>
internal sealed class PickUpBenchmark : Benchmark
{
    private const double GoalMedian = 150;
    private const double GoalSlowest = 1000;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var samples = world.Quick ? 20 : 120;
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var store = await BenchStore.AddAsync(owner, waker, world.Time, 1, ct);
        await using var group = new ProcessGroup();
        var worker = await AppProcess.StartAsync(group, BenchWorkers.Describe(world, connections, "pick-up", ("Jobs__WorkerThreads", "12")), ct);
        using var client = new HttpClient { BaseAddress = worker.Address };

        world.Say($"{samples} rows, one at a time, woken by the worker's own process, then by another");
        foreach (var (from, wake) in Ways())
        {
            var waits = await PickUps.SampleAsync(store, () => wake(client, waker, store.Id, ct), samples, world, ct);
            await world.KeepAsync($"pick-up-{from}", waits, ct);
            yield return Figure.AtMost(Bench, $"pick-up-from-{from}-p50", PickUps.At(waits, 0.5), "ms", GoalMedian);
            yield return Figure.AtMost(Bench, $"pick-up-from-{from}-p99", PickUps.At(waits, 0.99), "ms", GoalSlowest);
        }
    }

    private static IEnumerable<(string From, Func<HttpClient, Waker, Guid, CancellationToken, Task> Wake)> Ways() =>
    [
        ("same-process", async (client, _, store, ct) => (await client.PostAsync(new Uri($"bench/wake/{store}", UriKind.Relative), null, ct)).EnsureSuccessStatusCode().Dispose()),
        ("another-process", (_, waker, store, ct) => waker.WakeAsync(store, ct)),
    ];
}
