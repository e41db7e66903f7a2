using System.Runtime.CompilerServices;
using System.Text;
using Commerce.Batches;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Checking;
using Commerce.Benchmarks.Frame;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// From an uploaded spreadsheet to rows that lanes can claim: taken in, parsed, every row checked against the catalogue, planned, priced,
/// held and written, through the product's own steps as the app role. The owner's looking between the two clicks is not counted.
/// </summary>
internal sealed class AcceptSheetBenchmark : Benchmark
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 2048, 2048, 1)], "", false, null);

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
            await world.KeepAsync($"accept-sheet-{name}", new { rows, run.Checking, run.Starting, run.Grown }, ct);
            yield return Figure.AtMost(Bench, $"accept-sheet-{name}", run.Checking + run.Starting, "s", seconds) with
            {
                Note = $"{run.Checking:0.00} s to take in and check, {run.Starting:0.00} s to plan, hold and write",
            };
            yield return Figure.AtMost(Bench, $"accept-sheet-{name}-memory", run.Grown / 1048576d, "MB", 150);
        }
    }

    private static async Task<(double Checking, double Starting, long Grown)> AcceptAsync(ServiceProvider services, TestDatabase database, int rows, BenchWorld world, CancellationToken ct)
    {
        var storeId = await LargeStore.AddAsync(services, database, rows, world, ct);
        var path = Path.Combine(world.Folder, "sheet.csv");
        await File.WriteAllLinesAsync(path, Lines(rows), Encoding.UTF8, ct);
        using var memory = new MemoryWatch(world.Time);
        var (work, began) = (services.GetRequiredService<StoreWork>(), world.Time.GetTimestamp());
        var sheetId = await CheckAsync(work, storeId, path, world, ct);
        var checking = world.Time.GetElapsedTime(began).TotalSeconds;
        began = world.Time.GetTimestamp();
        await work.RunAsync(storeId, scope => scope.GetRequiredService<BatchStarter>().StartAsync(new BatchRequest("Everything", new RowSource.Sheet(sheetId), Content, "click", "bench"), ct));
        var starting = world.Time.GetElapsedTime(began).TotalSeconds;
        await LargeStore.RequireAcceptedAsync(services, storeId, rows, ct);
        return (checking, starting, memory.End());
    }

    private static Task<Guid> CheckAsync(StoreWork work, Guid storeId, string path, BenchWorld world, CancellationToken ct) => work.RunAsync(storeId, async scope =>
    {
        await using var file = File.OpenRead(path);
        var sheet = await scope.GetRequiredService<SheetUploads>().TakeAsync(Guid.CreateVersion7(world.Time.GetUtcNow()), new SheetUpload(file, "sheet.csv"), null, "bench", ct);
        await scope.GetRequiredService<SheetChecks>().StartAsync(sheet.Id, sheet.Mapping, ct);
        await scope.GetRequiredService<SheetChecker>().RunAsync(sheet.Id, ct);
        var (state, bad) = await scope.GetRequiredService<CommerceContext>().Sheets.Where(row => row.Id == sheet.Id).Select(row => new ValueTuple<SheetState, int>(row.State, row.BadCount)).SingleAsync(ct);
        return state == SheetState.Checked && bad == 0 ? sheet.Id : throw new ProblemException($"The sheet is {state}, {bad} of its rows are refused.");
    });

    private static IEnumerable<string> Lines(int rows) =>
        [
            "Product name,Description,Handle or SKU,Style,Prompt,Ratio,Count",
            .. Enumerable.Range(1, rows).Select(row => $"Product {row},\"A sentence, with a comma, about product {row}\",product-{row},Studio shot,light from the left {row % 7},1:1,1"),
        ];
}
