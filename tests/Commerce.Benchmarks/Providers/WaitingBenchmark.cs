using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Providers;
using Commerce.Providers.Vendors;
using Commerce.Routing;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Providers;

/// <summary>
/// What ten thousand tasks that wait at their vendors cost the one worker that waits for them. The worker is the product's
/// own, with its lanes, leases and clients; the vendors are a process that answers "running" after a tenth of a second.
/// </summary>
internal sealed class WaitingBenchmark : Benchmark
{
    private const int Stores = 10;
    private const double GoalMemory = 300;
    private const double GoalCores = 1;

    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(100);

    public override string Bench => "providers";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (tasks, warm, length) = world.Quick ? (1000, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)) : (10_000, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        using var vendors = await VendorHost.StartAsync(world, Answer, ct);
        await using var server = await world.MeasuredServerAsync(ct);
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var makers = Vendor.All.Where(vendor => vendor.Videos).ToList();
        world.Say($"{tasks} tasks wait at {makers.Count} vendors, asked for by one worker for {length.TotalSeconds:0} seconds");
        for (var number = 0; number < Stores; number++)
        {
            var store = await BenchStore.AddAsync(owner, waker, world.Time, tasks / Stores, ct);
            await store.AddBatchAsync(tasks / Stores, ct);
            await WaitingRows.GiveAsync(owner, store.Id, makers, world.Time.GetUtcNow(), ct);
            await waker.WakeAsync(store.Id, ct);
        }

        await using var group = new ProcessGroup();
        var settings = vendors.Settings().Select(setting => (setting.Name.Replace(":", "__", StringComparison.Ordinal), setting.Value));
        var worker = await AppProcess.StartAsync(group, BenchWorkers.Describe(world, connections, "waiting", settings), ct);
        await Task.Delay(warm, world.Time, ct);
        await vendors.BeginAsync(ct);
        var used = await UsedAsync(worker.ProcessId, length, world, ct);
        var notes = await vendors.NotesAsync(ct);
        using var services = new VendorServices(vendors, world.Folder);
        var floors = makers.ToDictionary(vendor => vendor.Key, vendor => services.Clients.Of(vendor.Key, GenerationKind.Video, new VendorKey("bench")).Rhythm.Floor.TotalSeconds);
        await world.KeepAsync("waiting", new { used, notes }, ct);
        var waiting = await MeasuredServer.ReadAsync<long>(owner, "select count(*) from generations where state = 'waiting' and attempt = 1", ct);

        yield return Figure.AtLeast(Bench, "waiting-tasks", waiting, "tasks", tasks);
        yield return Figure.AtMost(Bench, "waiting-memory", used.Megabytes, "MB", GoalMemory) with { Note = "the most that the worker's process held resident while it was measured" };
        yield return Figure.AtMost(Bench, "waiting-processor", used.Cores, "cores", GoalCores) with
        {
            Note = $"of the worker's process alone, at {notes.Sum(vendor => vendor.Questions) / length.TotalSeconds:0} questions a second; tasks are two to ten minutes old, as few of so many are younger",
        };
        yield return Figure.AtMost(Bench, "waiting-questions-below-the-floor", notes.Count(vendor => vendor.Shortest > 0 && vendor.Shortest < floors[vendor.Vendor]), "vendors", 0) with
        {
            Note = string.Join("; ", notes.OrderBy(vendor => vendor.Vendor, StringComparer.Ordinal).Select(vendor => Told(vendor, floors[vendor.Vendor]))),
        };
    }

    private static async Task<Use> UsedAsync(int processId, TimeSpan length, BenchWorld world, CancellationToken ct)
    {
        using var process = Process.GetProcessById(processId);
        var (began, before, most) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime, 0L);
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            most = Math.Max(most, BenchWorkers.Memory(processId));
            await Task.Delay(TimeSpan.FromMilliseconds(500), world.Time, ct);
        }

        process.Refresh();
        return new Use(most / 1e6, (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(began));
    }

    private static string Told(VendorNotes notes, double floor) => FormattableString.Invariant(
        $"{notes.Vendor}: {notes.Tasks} tasks, floor {floor:0} s, asked after {notes.Shortest:0.0} to {notes.Longest:0.0} s, median {notes.Middle:0.0} s");

    private sealed record Use(double Megabytes, double Cores);
}
