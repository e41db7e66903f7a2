using Commerce.Batches;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

[Category("Database")]
public sealed class StepsTests : CoreFixture
{
    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task A_batch_is_delivered_captured_and_closed()
    {
        var store = await AddStoreAsync(credits: 10, products: 3);
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync(asset => asset.BatchId == batchId)), Is.EqualTo(3));
            Assert.That(ledger.Faults, Is.Empty);
            Assert.That((ledger.Available, ledger.Held), Is.EqualTo((7L, 0L)));
        });
    }

    [TestCase("submit")]
    [TestCase("submitted")]
    [TestCase("poll")]
    [TestCase("fetch")]
    [TestCase("fetched")]
    public async Task A_worker_that_dies_at_any_step_leaves_a_row_that_another_finishes_without_buying_twice(string step)
    {
        var store = await AddStoreAsync(credits: 5);
        var batchId = await StartBatchAsync(store);
        var deaths = 1;
        Images.OnStep = (name, _) =>
        {
            // A cancellation unwinds as a kill does: nothing after this line of the worker is written.
            if (name == step && deaths-- > 0)
            {
                throw new OperationCanceledException("killed");
            }
        };

        Assert.That(() => Backlog.AdvanceNextAsync(store.Id, "first", CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "second", CancellationToken.None), Is.False, "the lease still holds");
        await DrainAsync(store.Id, "second");

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
            Assert.That(Images.Submitted, Has.Count.EqualTo(1), "one task at the provider");
            Assert.That(ledger.Faults, Is.Empty);
            Assert.That((ledger.Available, ledger.Held), Is.EqualTo((4L, 0L)));
        });
    }

    [Test]
    public async Task A_passing_fault_is_tried_again_on_the_same_hold()
    {
        var store = await AddStoreAsync(credits: 1);
        var failures = 2;
        Images.OnStep = (name, _) =>
        {
            if (name == "submit" && failures-- > 0)
            {
                throw new ProviderException("busy", "The provider is busy.", retryable: true);
            }
        };
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_refusal_ends_the_row_with_its_reason_and_gives_its_credits_back_while_the_rest_goes_on()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        Images.OnStep = (name, order) =>
        {
            if (name == "submit" && order.ProductTitle == "Product 1")
            {
                throw new ProviderException("refused", "The provider refused the picture because it shows a trademark.", retryable: false);
            }
        };
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        var failed = await ReadAsync(store.Id, context => context.Generations.SingleAsync(row => row.State == GenerationState.Failed));
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Partial));
            Assert.That(failed.ErrorMessage, Does.Contain("trademark"));
            Assert.That(ledger.Faults, Is.Empty);
            Assert.That((ledger.Available, ledger.Held), Is.EqualTo((9L, 0L)));
        });
    }

    [Test]
    public async Task A_fault_of_ours_does_not_go_round_for_ever()
    {
        var store = await AddStoreAsync(credits: 1);
        Images.OnStep = (_, _) => throw new InvalidOperationException("a bug");
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Failed));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_row_waits_for_its_provider_without_a_worker()
    {
        var store = await AddStoreAsync(credits: 1);
        var polls = 3;
        Images.OnPoll = _ => polls-- > 0 ? new TaskProgress.Running(TimeSpan.FromSeconds(30)) : new TaskProgress.Ready();
        await StartBatchAsync(store);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);

        var waiting = await ReadAsync(store.Id, context => context.Generations.SingleAsync());
        Assert.That((waiting.State, waiting.LeaseUntil, waiting.DueAt), Is.EqualTo((GenerationState.Waiting, (DateTimeOffset?)null, (DateTimeOffset?)Clock.GetUtcNow().AddSeconds(30))));
        await DrainAsync(store.Id);
        Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_workers_share_a_backlog_and_make_every_row_once()
    {
        var store = await AddStoreAsync(credits: 60, products: 30);
        await StartBatchAsync(store, copies: 2);
        await using var other = Build();
        var second = other.GetServices<Commerce.Jobs.IBacklog>().OfType<GenerationBacklog>().Single();
        await Task.WhenAll(WorkOffAsync(Backlog, store.Id, "one"), WorkOffAsync(second, store.Id, "two"));
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(Images.Submitted, Has.Count.EqualTo(60));
            Assert.That(Images.Submitted.Values, Is.All.EqualTo(1));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 0L, true)));
        });
    }

    private static async Task WorkOffAsync(GenerationBacklog backlog, Guid storeId, string worker)
    {
        while (await backlog.AdvanceNextAsync(storeId, worker, CancellationToken.None))
        {
        }
    }

    private Task<BatchState> StateAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync());
}
