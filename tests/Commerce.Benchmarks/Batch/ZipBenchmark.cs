using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Commerce.Benchmarks.Frame;
using Commerce.Library;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// The ZIP of a thousand pictures of a megabyte each from the real app over the wire: when its first byte is there, how much
/// memory the app takes for it, at full speed and with a reader that falls asleep, and how fast it is beside the same files
/// merely read and hashed.
/// </summary>
internal sealed class ZipBenchmark : Benchmark
{
    private const int Pictures = 1000;
    private const double GoalSeconds = 1;
    private const double GoalMegabytes = 64;

    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(3);

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var database = await world.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        var folder = Path.Combine(world.Folder, "files");
        var store = new ZipStore(owner, folder, world.Time);
        await store.CreateAsync(database.Owner, ct);
        var (small, large) = (await store.AddBatchAsync(10, ct), await store.AddBatchAsync(Pictures, ct));
        await using var group = new ProcessGroup();
        var app = await AppProcess.StartAsync(group, new AppOptions(
            world.Checkout, FreePort.Any(), new DatabaseConnections(database.Owner, database.Roles), world.Secrets, new Uri("http://127.0.0.1:9/"), folder,
            Path.Combine(world.Folder, "web.log")) { Role = "web" }, ct);
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = Timeout.InfiniteTimeSpan };
        var links = new DownloadLinks(new SignedLinks(world.Secrets.LinkKey, world.Time));
        var download = new ZipDownload(client, app.ProcessId, world.Time);
        await download.TakeAsync(links.For(store.StoreId, small, "results.zip"), Stream.Null, null, ct);

        world.Say($"{Pictures} pictures of 1 MB as one ZIP");
        var kept = Path.Combine(world.Folder, "results.zip");
        Taken whole;
        await using (var file = File.Create(kept))
        {
            whole = await download.TakeAsync(links.For(store.StoreId, large, "results.zip"), file, null, ct);
        }

        var entries = await CountAsync(kept, ct);
        File.Delete(kept);
        var asleep = await download.TakeAsync(links.For(store.StoreId, large, "results.zip"), Stream.Null, Nap, ct);
        var bare = await ReadBareAsync(folder, world.Time, ct);
        await world.KeepAsync("zip", new { whole, asleep, entries, BareMegabytesPerSecond = bare }, ct);
        Directory.Delete(folder, recursive: true);

        yield return Figure.AtMost(Bench, "zip-first-byte", whole.FirstByteSeconds, "s", GoalSeconds);
        yield return Figure.AtMost(Bench, "zip-memory-over-baseline", whole.PeakMegabytes - whole.BaselineMegabytes, "MB", GoalMegabytes);
        yield return Figure.AtMost(Bench, "zip-memory-with-sleeping-reader", asleep.PeakMegabytes - asleep.BaselineMegabytes, "MB", GoalMegabytes);
        yield return Figure.AtLeast(Bench, "zip-files", entries, "files", Pictures);
        yield return new Figure(Bench, "zip-speed", whole.Bytes / 1e6 / whole.Seconds, "MB/s", null, bare, true);
    }

    // Every picture whole (the reader checks each file's own sum) and the manifest.
    private static async Task<int> CountAsync(string path, CancellationToken ct)
    {
        await using var zip = await ZipFile.OpenReadAsync(path, ct);
        var whole = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".png", StringComparison.Ordinal)))
        {
            await using var content = await entry.OpenAsync(ct);
            await content.CopyToAsync(Stream.Null, ct);
            whole += entry.Length == ZipStore.PictureBytes ? 1 : 0;
        }

        return zip.GetEntry("manifest.csv") is null ? 0 : whole;
    }

    private static async Task<double> ReadBareAsync(string folder, TimeProvider time, CancellationToken ct)
    {
        var (began, bytes) = (time.GetTimestamp(), 0L);
        foreach (var path in Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories))
        {
            await using var file = File.OpenRead(path);
            await SHA256.HashDataAsync(file, ct);
            bytes += file.Length;
        }

        return Math.Round(bytes / 1e6 / time.GetElapsedTime(began).TotalSeconds, 1);
    }
}
