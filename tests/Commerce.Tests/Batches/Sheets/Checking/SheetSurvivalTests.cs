using System.Data.Common;
using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Checking;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets.Checking;

/// <summary>Long checks: killed workers, two workers at once, and memory that does not grow with the sheet.</summary>
public sealed class SheetSurvivalTests : SheetFixture
{
    private const int Rows = 4_500;
    private const long MostMemory = 120L * 1024 * 1024;

    [Test]
    public async Task CG03_a_killed_check_goes_on_where_it_was_and_ends_as_an_unbroken_one_does()
    {
        var unbroken = await CheckAsync(await UploadAsync(Text(Rows)));
        var sheet = await UploadAsync(Text(Rows));
        await StartAsync(sheet);
        foreach (var part in new[] { 2, 1, 3 })
        {
            await using var worker = Build(services => services.ConfigureDbContext<CommerceContext>(options => options.AddInterceptors(new DiesAtPart(part))));
            await Assert.ThrowsAsync<OperationCanceledException>(() => worker.GetRequiredService<StoreWork>().RunAsync(Store.Id, services => services.GetRequiredService<SheetChecker>().RunAsync(sheet.Id, CancellationToken.None)));
        }

        var broken = await ReadAsync(Store.Id, context => context.Sheets.AsNoTracking().SingleAsync(row => row.Id == sheet.Id));
        Assert.That((broken.State, broken.LinesRead), Is.EqualTo((SheetState.Checking, 3_000)), "whole parts are kept");
        await RunAsync(sheet.Id);
        await AssertAlikeAsync(sheet, unbroken);
    }

    [Test]
    public async Task CG03_two_workers_on_one_sheet_write_each_row_once()
    {
        var alone = await CheckAsync(await UploadAsync(Text(Rows)));
        var sheet = await UploadAsync(Text(Rows));
        await StartAsync(sheet);
        await Task.WhenAll(RunAsync(sheet.Id), RunAsync(sheet.Id), RunAsync(sheet.Id));
        await RunAsync(sheet.Id);
        await AssertAlikeAsync(sheet, alone);
    }

    [Test]
    public async Task CG03_a_hundred_thousand_rows_are_checked_in_memory_that_does_not_follow_them()
    {
        var sheet = await UploadAsync(Text(100_000));
        await StartAsync(sheet);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(ended.Token);
        await RunAsync(sheet.Id);
        await ended.CancelAsync();
        var most = await watching;
        var read = await ReadAsync(Store.Id, context => context.Sheets.AsNoTracking().SingleAsync(row => row.Id == sheet.Id));
        Assert.Multiple(() =>
        {
            Assert.That((read.State, read.GoodCount + read.BadCount), Is.EqualTo((SheetState.Checked, 100_000)));
            Assert.That(read.BadCount, Is.EqualTo(10_000));
            Assert.That(most - before, Is.LessThan(MostMemory));
        });
    }

    private Task StartAsync(Sheet sheet) => Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetChecks>().StartAsync(sheet.Id, sheet.Mapping, CancellationToken.None));

    private async Task AssertAlikeAsync(Sheet sheet, Sheet other)
    {
        var ended = await ReadAsync(Store.Id, context => context.Sheets.AsNoTracking().SingleAsync(row => row.Id == sheet.Id));
        Assert.That((ended.State, ended.LinesRead, ended.GoodCount, ended.BadCount), Is.EqualTo((SheetState.Checked, other.LinesRead, other.GoodCount, other.BadCount)));
        Assert.That((await RowsAsync(ended)).Select(row => (row.RowNumber, row.Line, row.Good, row.ProductId)), Is.EqualTo((await RowsAsync(other)).Select(row => (row.RowNumber, row.Line, row.Good, row.ProductId))));
        Assert.That(await CodesAsync(ended), Is.EqualTo(await CodesAsync(other)));
    }

    // What lives through a collection, looked at now and then.
    private static async Task<long> WatchAsync(CancellationToken ended)
    {
        var most = 0L;
        while (!ended.IsCancellationRequested)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(400), CancellationToken.None), Task.Delay(Timeout.Infinite, ended));
        }

        return most;
    }

    private static string Text(int rows)
    {
        var text = new StringBuilder("Name,Image,Style\n");
        for (var number = 0; number < rows; number++)
            text.Append("Mug ").Append(number).Append(",https://shop.example/").Append(number % 700).Append(".jpg,").Append(number % 10 == 9 ? "Nothing known" : "Lifestyle").Append('\n');
        return text.ToString();
    }

    /// <summary>Stops a worker dead in the middle of writing a part.</summary>
    private sealed class DiesAtPart(int part) : DbCommandInterceptor
    {
        private int parts;

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            command.CommandText.Contains("lines_read", StringComparison.Ordinal) && Interlocked.Increment(ref parts) == part ? throw new OperationCanceledException("The worker was killed.") : ValueTask.FromResult(result);
    }
}
