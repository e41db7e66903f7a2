using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

/// <summary>A batch makes media for the products it began with.</summary>
[Category("Database")]
public sealed class FrozenScopeTests : CoreFixture
{
    [Test]
    public async Task Products_that_come_or_go_while_a_batch_runs_do_not_change_it()
    {
        var store = await AddStoreAsync(credits: 100, products: 3);
        var batchId = await StartBatchAsync(store);
        var later = await AddProductAsync(store.Id, "Made after the start");
        await ReadAsync(store.Id, context => context.Products.Where(product => product.Id == store.Products[1]).ExecuteUpdateAsync(product => product.SetProperty(row => row.RemovedAt, Clock.GetUtcNow())));
        await DrainAsync(store.Id);
        var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == batchId).OrderBy(row => row.RowNumber).ToListAsync());
        var balance = await ReadAsync(store.Id, context => context.Balances.AsNoTracking().SingleAsync());
        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => row.ProductId), Is.EqualTo(store.Products).And.None.EqualTo(later));
            Assert.That(rows.Select(row => row.State), Is.EqualTo(new[] { GenerationState.Done, GenerationState.Failed, GenerationState.Done }));
            Assert.That(rows[1].ErrorMessage, Does.Contain("removed from the shop"));
            Assert.That(rows[1].Attempt, Is.Zero, "Nothing was asked of a provider.");
            Assert.That(balance.Available, Is.EqualTo(100 - rows[0].Credits - rows[2].Credits));
            Assert.That(balance.Held, Is.Zero);
        });
    }

    [Test]
    public async Task A_row_that_was_left_queued_in_a_batch_that_ended_goes_round_once_and_its_credits_come_back()
    {
        var store = await AddStoreAsync(credits: 10, products: 1);
        var batchId = await StartBatchAsync(store);
        await ReadAsync(store.Id, context => context.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(row => row.State, BatchState.Failed)));
        await DrainAsync(store.Id);
        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync(one => one.BatchId == batchId));
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That((row.State, row.ErrorCode, row.DueAt, row.Attempt), Is.EqualTo((GenerationState.Cancelled, "batch-ended", (DateTimeOffset?)null, 0)));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((10L, 0L, true)));
        });
    }

    [Test]
    public async Task A_filter_is_read_once_when_the_batch_starts_and_never_grows()
    {
        var store = await AddStoreAsync(credits: 100, products: 3);
        await ReadAsync(store.Id, context => context.Products.Where(product => product.Id != store.Products[2]).ExecuteUpdateAsync(product => product.SetProperty(row => row.Vendor, "Chosen")));
        var source = new RowSource.Matching(new CatalogueFilter(Vendor: "Chosen"));
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null);
        var batchId = await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(new BatchRequest("Test", source, content, "click", "test"), CancellationToken.None));
        await ReadAsync(store.Id, context => context.Products.ExecuteUpdateAsync(product => product.SetProperty(row => row.Vendor, "Chosen")));
        var again = await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(new BatchRequest("Test", source, content, "click", "test"), CancellationToken.None));
        await DrainAsync(store.Id);
        var made = await ReadAsync(store.Id, context => context.Generations.Where(row => row.BatchId == batchId).Select(row => row.ProductId).ToListAsync());
        Assert.That(again, Is.EqualTo(batchId));
        Assert.That(made, Is.EquivalentTo(store.Products.Take(2)));
    }
}
