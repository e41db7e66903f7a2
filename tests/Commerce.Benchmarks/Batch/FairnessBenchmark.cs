using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// Whether one store's thousands make another store's single row wait, and whether a store alone gets every lane. The
/// provider takes half a second, far less than any vendor does, so that lanes are scarce and not the processor, and so that
/// the large batch outlasts the measurement.
/// </summary>
internal sealed class FairnessBenchmark : Benchmark
{
    private const int Lanes = 12;
    private const int Looks = 1000;
    private const double GoalTimes = 2;
    private const double GoalShare = 0.95;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (rows, samples) = world.Quick ? (3000, 7) : (10_000, 25);
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var large = await BenchStore.AddAsync(owner, waker, world.Time, rows, ct);
        var small = await BenchStore.AddAsync(owner, waker, world.Time, 1, ct);
        await using var group = new ProcessGroup();
        var worker = await AppProcess.StartAsync(
            group, BenchWorkers.Describe(world, connections, "fairness", ("Jobs__WorkerThreads", $"{Lanes}"), ("Bench__DelayMilliseconds", "500")), ct);
        using var client = new HttpClient { BaseAddress = worker.Address };

        await PickUps.SampleAsync(small, () => waker.WakeAsync(small.Id, ct), samples, world, ct);
        var alone = await PickUps.SampleAsync(small, () => waker.WakeAsync(small.Id, ct), samples, world, ct);

        world.Say($"One store has {rows} rows; the other brings one at a time");
        await large.AddBatchAsync(rows, ct);
        await waker.WakeAsync(large.Id, ct);
        var share = await ShareAsync(client, world, ct);
        yield return Figure.AtLeast(Bench, "lanes-used-by-a-lone-store", share, "share", GoalShare);

        var beside = await PickUps.SampleAsync(small, () => waker.WakeAsync(small.Id, ct), samples, world, ct);
        var left = await large.OpenAsync(ct);
        await world.KeepAsync("fairness", new { alone, beside, left }, ct);
        var (unloaded, loaded) = (PickUps.At(alone, 0.5), PickUps.At(beside, 0.5));
        yield return new Figure(Bench, "start-beside-a-large-batch", loaded, "ms", GoalTimes * unloaded, unloaded, left > 0 && loaded <= GoalTimes * unloaded)
        {
            Note = $"median of {samples}; the peer is the same store alone; the slowest was {beside.Max():0} ms beside and {alone.Max():0} ms alone; {left} rows of the large batch were left",
        };
    }

    // From when the lanes have filled, for as long as makes many turns of each.
    private static async Task<double> ShareAsync(HttpClient client, BenchWorld world, CancellationToken ct)
    {
        var shares = new List<double>();
        await Task.Delay(TimeSpan.FromSeconds(2), world.Time, ct);
        while (shares.Count < Looks)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), world.Time, ct);
            var count = await client.GetFromJsonAsync<BenchHost.LaneCount>(new Uri("bench/lanes", UriKind.Relative), ct);
            shares.Add((double)count!.Busy / count.Lanes);
        }

        await world.KeepAsync("fairness-lanes", shares, ct);
        return shares.Average();
    }
}
