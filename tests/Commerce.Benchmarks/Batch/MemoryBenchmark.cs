using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>Whether a worker's memory follows the rows it has worked off. What the memory was made of is kept beside the figure.</summary>
internal sealed class MemoryBenchmark : Benchmark
{
    private const double GoalGrowth = 1.1;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (warm, rows, parts) = world.Quick ? (1000, 5000, 1) : (5000, 50_000, 5);
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var store = await BenchStore.AddAsync(owner, waker, world.Time, rows, ct);
        await using var group = new ProcessGroup();
        var worker = await AppProcess.StartAsync(group, BenchWorkers.Describe(world, connections, "memory"), ct);
        using var client = new HttpClient { BaseAddress = worker.Address };

        var samples = new List<Sample> { await WorkAsync(warm) };
        for (var part = 0; part < parts; part++)
        {
            samples.Add(await WorkAsync(rows / parts));
        }

        await world.KeepAsync("memory", samples, ct);
        await worker.StopAsync();
        var growth = (double)samples[^1].Resident / samples[0].Resident;
        yield return Figure.AtMost(Bench, "worker-memory-growth", growth, "times", GoalGrowth) with
        {
            Note = $"resident memory after {warm + rows} rows ({Mebibytes(samples[^1])}) by that after {warm} ({Mebibytes(samples[0])})",
        };

        var half = samples[samples.Count / 2];
        yield return Figure.Told(
            Bench, "worker-memory-growth-in-the-second-half", (double)samples[^1].Resident / half.Resident, "times",
            $"by then the code has been compiled for good: {samples[^1].Parts.CompiledMethods - half.Parts.CompiledMethods} methods, {half.Parts.CompiledMethods - samples[0].Parts.CompiledMethods} between the first sample and the half");

        async Task<Sample> WorkAsync(int count)
        {
            await store.AddBatchAsync(count, ct);
            var began = Stopwatch.GetTimestamp();
            await waker.WakeAsync(store.Id, ct);
            await store.EmptyAsync(ct);
            var perSecond = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
            var parts = await client.GetFromJsonAsync<BenchHost.MemoryParts>(new Uri("bench/memory", UriKind.Relative), ct);
            return new Sample(perSecond, BenchWorkers.Memory(worker.ProcessId), parts!);
        }
    }

    private static string Mebibytes(Sample sample) => $"{sample.Resident / 1048576.0:0} MiB";

    /// <param name="PerSecond">Rows it worked off in a second since the sample before.</param>
    /// <param name="Resident">Bytes that the system counts for the process.</param>
    /// <param name="Parts">What the process knows of them.</param>
    private sealed record Sample(double PerSecond, long Resident, BenchHost.MemoryParts Parts);
}
