using Commerce.Batches;
using Commerce.Credits;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches;

[Category("Database")]
public sealed class BatchStarterTests : CoreFixture
{
    [Test]
    public async Task The_same_request_twice_at_once_starts_one_batch()
    {
        var store = await AddStoreAsync(credits: 10);
        var ids = await Task.WhenAll(StartBatchAsync(store, key: "click"), StartBatchAsync(store, key: "click"), StartBatchAsync(store, key: "click"));

        Assert.Multiple(async () =>
        {
            Assert.That(ids.Distinct().Count(), Is.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_click_sent_twice_is_answered_alike_when_the_credits_suffice_for_once()
    {
        var store = await AddStoreAsync(credits: 1);
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StartBatchAsync(store, key: "click")));
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.That(ids.Distinct().Count(), Is.EqualTo(1));
        Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 1L, true)));
    }

    [Test]
    public async Task A_key_that_started_one_order_is_refused_for_another_and_nothing_more_is_held()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        var first = await OrderAsync("one picture");
        await Assert.ThatAsync(() => OrderAsync("two pictures"), Throws.InstanceOf<OtherOrderException>().With.Message.Contains("Nothing was charged"));
        Assert.Multiple(async () =>
        {
            Assert.That(await OrderAsync("one picture"), Is.EqualTo(first));
            Assert.That(await OrderAsync(null), Is.EqualTo(first), "where the key itself names the order");
            Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(2));
        });

        Task<Guid> OrderAsync(string? order) => Work.RunAsync(store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null), "key", "test") { Order = order }, CancellationToken.None));
    }

    [Test]
    public async Task The_hold_is_the_sum_of_the_rows_and_their_prices_are_pinned()
    {
        var store = await AddStoreAsync(credits: 100, products: 5);
        var batchId = await StartBatchAsync(store, copies: 3);
        await SetPriceAsync(7);
        try
        {
            var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == batchId).OrderBy(row => row.RowNumber).ToListAsync());
            var hold = await ReadAsync(store.Id, context => context.Holds.AsNoTracking().SingleAsync());
            Assert.Multiple(() =>
            {
                Assert.That(hold.Amount, Is.EqualTo(15).And.EqualTo(rows.Sum(row => row.Credits)));
                Assert.That(rows.Select(row => row.RowNumber), Is.EqualTo(Enumerable.Range(1, 15)));
                Assert.That(rows.Select(row => row.Id), Is.Ordered, "ids go with the rows");
                Assert.That(rows.Select(row => row.ProductId), Is.EqualTo(store.Products.SelectMany(product => Enumerable.Repeat(product, 3))));
            });
        }
        finally
        {
            await SetPriceAsync(1);
        }
    }

    [Test]
    public async Task Nobody_pays_more_than_was_confirmed()
    {
        var store = await AddStoreAsync(credits: 100);
        Assert.That(
            () => Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
                new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 2)], "", false, null), "click", "test") { MostCredits = 1 },
                CancellationToken.None)),
            Throws.InstanceOf<CostChangedException>());
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.Zero);
    }

    [Test]
    public async Task Too_few_credits_start_nothing_and_charge_nothing()
    {
        var store = await AddStoreAsync(credits: 1, products: 2);
        Assert.That(() => StartBatchAsync(store), Throws.InstanceOf<NotEnoughCreditsException>());

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((1L, 0L, true)));
            Assert.That(await ReadAsync(store.Id, context => context.Batches.CountAsync()), Is.Zero);
            Assert.That(await ReadAsync(store.Id, context => context.Holds.CountAsync()), Is.Zero);
        });
    }

    [Test]
    public async Task Batches_that_start_at_once_never_hold_more_than_there_is()
    {
        var store = await AddStoreAsync(credits: 3);
        var starts = Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await StartBatchAsync(store);
                return true;
            }
            catch (NotEnoughCreditsException)
            {
                return false;
            }
        });
        var started = (await Task.WhenAll(starts)).Count(one => one);

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(started, Is.EqualTo(3));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 3L, true)));
        });
    }

    [Test]
    public async Task Asking_for_the_same_again_makes_a_new_picture_never_the_old_one_twice()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store, copies: 2);
        await StartBatchAsync(store, copies: 2);

        var hashes = await ReadAsync(store.Id, context => context.Generations.Select(row => row.RequestHash).ToListAsync());
        Assert.That(hashes, Is.Unique.And.Count.EqualTo(4));
    }

    [Test]
    public async Task Cancelling_gives_back_what_was_not_made_and_keeps_what_was()
    {
        var store = await AddStoreAsync(credits: 10, products: 4);
        var batchId = await StartBatchAsync(store);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchCancelling>().CancelAsync(batchId, "test", CancellationToken.None));
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        var states = await ReadAsync(store.Id, context => context.Generations.GroupBy(row => row.State).ToDictionaryAsync(group => group.Key, group => group.Count()));
        Assert.Multiple(() =>
        {
            Assert.That(states, Is.EquivalentTo(new Dictionary<GenerationState, int> { [GenerationState.Done] = 1, [GenerationState.Cancelled] = 3 }));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((9L, 0L, true)));
        });
    }

    private async Task SetPriceAsync(int credits)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand("update prices set credits = $1 where action = 'image' and model = 'local'");
        command.Parameters.Add(new() { Value = credits });
        await command.ExecuteNonQueryAsync();
    }
}
