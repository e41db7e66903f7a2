using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Providers.Vendors;

namespace Commerce.Benchmarks.Providers;

/// <summary>Brings a vendor's files home through the intake, with its checks of address and size, against copying the same bytes from the same server. Both take turns.</summary>
internal sealed class IntakeBenchmark : Benchmark
{
    private const double GoalSpeed = 0.9;
    private const double GoalGrowth = 32;

    public override string Bench => "providers";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (megabytes, turns) = world.Quick ? (50, 5) : (400, 15);
        using var vendors = await VendorHost.StartAsync(world, TimeSpan.Zero, ct);
        using var services = new VendorServices(vendors, world.Folder);
        using var plain = new HttpClient();
        var (address, path) = (new Uri(vendors.Address, $"files/{megabytes}"), Path.Combine(world.Folder, "brought"));
        var (ours, theirs) = (new List<double>(), new List<double>());
        await OursAsync();
        await PlainAsync();
        var (before, most) = (Memory(), 0L);
        for (var turn = 0; turn < turns; turn++)
        {
            ours.Add(await TimeAsync(OursAsync));
            most = Math.Max(most, Memory());
            theirs.Add(await TimeAsync(PlainAsync));
        }

        File.Delete(path);
        await world.KeepAsync("intake", new { ours, theirs, before, most }, ct);
        var (speed, peer) = (megabytes / Middle(ours), megabytes / Middle(theirs));
        yield return new Figure(Bench, "intake-speed", speed, "MB/s", null, peer, speed >= GoalSpeed * peer)
        {
            Note = $"files of {megabytes} MB against a plain copy from the same server to the same disk; goal {GoalSpeed} ×; medians of {turns} turns",
        };
        yield return Figure.AtMost(Bench, "intake-memory-growth", Math.Max(0, most - before) / 1e6, "MB", GoalGrowth) with
        {
            Note = $"resident memory of the process after each of {turns} files of {megabytes} MB, at most, above that before the first",
        };

        Task OursAsync() => services.Intake.SaveAsync(new JobOutput.Hosted(address), vendor: null, path, ct);

        async Task PlainAsync()
        {
            using var answer = await plain.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            await using var file = File.Create(path);
            await body.CopyToAsync(file, ct);
        }
    }

    private static long Memory() => BenchWorkers.Memory(Environment.ProcessId);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
