using Commerce.Batches;
using Commerce.Credits;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
}
