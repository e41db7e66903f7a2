using System.Runtime.CompilerServices;
using Commerce.Batches;
using Commerce.Benchmarks.Frame;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// From the owner's click to rows that lanes can claim: planned, priced, held and written, through the product's own starter
/// as the app role; against PostgreSQL's COPY of the very same rows into the very same table, indexes, references and all.
/// </summary>
internal sealed class AcceptBenchmark : Benchmark
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 2048, 2048, 1)], "morning light", false, null);

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var database = await world.DatabaseAsync(ct);
        await using var services = LargeStore.Services(database, world);

        // Once before anything is measured, so that compiling is not part of it.
        await AcceptAsync(services, database, 100, world, ct);
        foreach (var (rows, name, seconds) in ((int, string, double)[])[(5_000, "5k", 5), (100_000, "100k", 30)])
        {
            var run = await AcceptAsync(services, database, rows, world, ct);
            var copy = await CopyAsync(database, run.BatchId, world, ct);
            world.Say($"{rows:n0} rows: {run.Seconds:0.00} s, COPY alone {copy:0.00} s");
            await world.KeepAsync($"accept-{name}", new { rows, run.Seconds, copy, run.Grown }, ct);
            yield return new Figure(Bench, $"accept-{name}", run.Seconds, "s", seconds, copy, run.Seconds <= seconds);
            yield return Figure.AtMost(Bench, $"accept-{name}-memory", run.Grown / 1048576d, "MB", 150);
        }
    }

    private static async Task<(Guid BatchId, double Seconds, long Grown)> AcceptAsync(ServiceProvider services, TestDatabase database, int rows, BenchWorld world, CancellationToken ct)
    {
        var storeId = await LargeStore.AddAsync(services, database, rows, world, ct);
        using var memory = new MemoryWatch(world.Time);
        var began = world.Time.GetTimestamp();
        var batchId = await services.GetRequiredService<StoreWork>().RunAsync(storeId, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Everything", new RowSource.Matching(new CatalogueFilter()), Content, "click", "bench"), ct));
        var seconds = world.Time.GetElapsedTime(began).TotalSeconds;
        await LargeStore.RequireAcceptedAsync(services, storeId, rows, ct);
        return (batchId, seconds, memory.End());
    }

    // The rows go out in COPY's own format, are deleted, and come back through COPY alone, as a role that no wall holds.
    private static async Task<double> CopyAsync(TestDatabase database, Guid batchId, BenchWorld world, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(ct);
        var path = Path.Combine(world.Folder, "generations.copy");
        await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy (select * from generations where batch_id = '{batchId}' order by row_number) to stdout (format binary)", ct))
        await using (var target = File.Create(path))
        {
            await rows.CopyToAsync(target, ct);
        }

        await LargeStore.RunAsync(connection, $"delete from generations where batch_id = '{batchId}'", ct);

        // Alone, for it runs in no transaction: what was deleted is not the copy's to clean up.
        await LargeStore.RunAsync(connection, "vacuum analyze generations", ct);
        var began = world.Time.GetTimestamp();
        await using (var rows = await connection.BeginRawBinaryCopyAsync("copy generations from stdin (format binary)", ct))
        await using (var kept = File.OpenRead(path))
        {
            await kept.CopyToAsync(rows, 1 << 17, ct);
        }

        File.Delete(path);
        return world.Time.GetElapsedTime(began).TotalSeconds;
    }
}
