using System.Text;
using Commerce.Batches;
using Commerce.Batches.Results;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>The way of a row that failed: run, told in the report, uploaded with it, and run by itself.</summary>
public sealed class FailureReturnTests : SheetFixture
{
    private static readonly RecipeContent Recipe = new([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null);

    [TearDown]
    public void Reset() => Images.Reset();

    [Test]
    public async Task CG04_the_report_of_a_run_uploaded_again_runs_the_failed_rows_only_and_buys_nothing_twice()
    {
        for (var number = 1; number <= 3; number++)
        {
            await AddProductAsync(Store.Id, $"Mug {number}");
        }

        var sheet = await CheckedAsync("Note,Handle\nfirst,mug-1\nsecond,mug-2\nthird,mug-3\n");
        Images.OnStep = (step, order) =>
        {
            if (step == "submit" && order.ProductTitle == "Mug 2")
            {
                throw new ProviderException("refused", "Not this one.", retryable: false);
            }
        };
        var batch = await RunAsync(sheet, "first");
        Assert.That(Images.Submitted, Has.Count.EqualTo(2));

        Images.Reset();
        var report = await ReportAsync(batch);
        var returned = await CheckedAsync(report);
        var again = await RunAsync(returned, "again");
        var rows = await ReadAsync(Store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == again)
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { row.State, product.Title }).ToListAsync());
        var ledger = await CheckLedgerAsync(Store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(report, Does.StartWith("Note,Handle,Row,"), "the sheet's own columns come first");
            Assert.That((returned.Layout, returned.GoodCount, returned.BadCount), Is.EqualTo((SheetLayout.Report, 1, 0)));
            Assert.That(rows.Select(row => (row.Title, row.State)), Is.EqualTo(new[] { ("Mug 2", GenerationState.Done) }));
            Assert.That(Images.Submitted, Has.Count.EqualTo(1));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((97L, 0L, true)));
        });
    }

    private async Task<Guid> RunAsync(Sheet sheet, string key)
    {
        var batch = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("From a sheet", new RowSource.Sheet(sheet.Id), Recipe, key, "staff 901"), CancellationToken.None));
        await DrainAsync(Store.Id);
        return batch;
    }

    private async Task<string> ReportAsync(Guid batch)
    {
        using var file = new MemoryStream();
        await Work.RunAsync(Store.Id, services => services.GetRequiredService<FailureReport>().WriteAsync(file, batch, SheetFormat.Csv, CancellationToken.None));
        return Encoding.UTF8.GetString(file.ToArray()).TrimStart('\ufeff');
    }
}
