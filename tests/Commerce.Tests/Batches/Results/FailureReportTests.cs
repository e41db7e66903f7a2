using System.IO.Compression;
using Commerce.Batches.Results;
using Commerce.Batches.Sheets.Writing;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Results;

[Category("Database")]
public sealed class FailureReportTests : CoreFixture
{
    [Test]
    public async Task CG04_every_failed_row_is_told_with_its_code_reason_message_fix_and_cost()
    {
        var (store, batch) = await FailAsync("picture-too-small", "=This picture is only 60 pixels.");
        var lines = Manifested.Parse(await WriteAsync(store, batch, SheetFormat.Csv));
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(lines.Select(line => line["Product name"]), Is.EquivalentTo(new[] { "Product 1", "Product 2" }));
            Assert.That(lines[0]["Error code"], Is.EqualTo("picture-too-small"));
            Assert.That(lines[0]["Error"], Is.EqualTo("The source picture is too small"));
            Assert.That(lines[0]["Provider's message"], Is.EqualTo("'=This picture is only 60 pixels."), "no formula");
            Assert.That(lines[0]["Fix"], Does.Contain("larger picture"));
            Assert.That((lines[0]["Cost"], lines[0]["Credits back"], lines[0]["Ratio"]), Is.EqualTo(("Nothing was charged. The credits set aside for it are back in the balance.", "1", "1:1")));
        });
    }

    [Test]
    public async Task CG04_the_report_comes_as_a_workbook_too()
    {
        var (store, batch) = await FailAsync("connection", "It broke.");
        using var zip = new ZipArchive(new MemoryStream(await WriteAsync(store, batch, SheetFormat.Xlsx)), ZipArchiveMode.Read);
        Assert.That(zip.Entries.Select(entry => entry.FullName), Has.Some.StartsWith("xl/worksheets/"));
    }

    [Test]
    public async Task CG04_another_stores_failures_are_not_told()
    {
        var (_, batch) = await FailAsync("connection", "It broke.");
        var stranger = await AddStoreAsync();
        Assert.That(Manifested.Parse(await WriteAsync(stranger, batch, SheetFormat.Csv)), Is.Empty);
    }

    private async Task<(TestStore Store, Guid Batch)> FailAsync(string code, string message)
    {
        var store = await AddStoreAsync(products: 2);
        var batch = await StartBatchAsync(store);
        await ReadAsync(store.Id, context => context.Generations.Where(row => row.BatchId == batch).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, GenerationState.Failed).SetProperty(one => one.DueAt, (DateTimeOffset?)null)
            .SetProperty(one => one.ErrorCode, code).SetProperty(one => one.ErrorMessage, message)));
        return (store, batch);
    }

    private async Task<byte[]> WriteAsync(TestStore store, Guid batch, SheetFormat format)
    {
        var target = new WaitingOnly();
        await Work.RunAsync(store.Id, services => services.GetRequiredService<FailureReport>().WriteAsync(target, batch, format, CancellationToken.None));
        return target.Kept.ToArray();
    }
}
