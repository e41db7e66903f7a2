using Commerce.Batches;
using Commerce.Billing;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

/// <summary>The owner never pays twice for one wish, whichever way it is asked for again.</summary>
[Category("Database")]
public sealed class BatchRetryingTests : CoreFixture
{
    private static readonly BatchRetry Nothing = new(0, 0);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task What_another_batch_delivered_meanwhile_is_not_bought_again()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        var first = await FailedAsync(store);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Assert.That(await RetryAsync(store, first), Is.EqualTo(Nothing));
        Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(8));
    }

    [Test]
    public async Task What_another_batch_still_makes_is_not_bought_again()
    {
        var store = await AddStoreAsync(credits: 10);
        var first = await FailedAsync(store);
        await StartBatchAsync(store);
        Assert.That(await RetryAsync(store, first), Is.EqualTo(Nothing));
    }

    [Test]
    public async Task Of_two_batches_in_which_the_same_failed_one_is_tried_again()
    {
        var store = await AddStoreAsync(credits: 10);
        var (first, second) = (await FailedAsync(store), await FailedAsync(store));
        Assert.That((await RetryAsync(store, first)).Rows, Is.EqualTo(1));
        Assert.That(await RetryAsync(store, second), Is.EqualTo(Nothing), "the first one makes it");
    }

    [Test]
    public async Task Copies_that_nobody_else_made_are_tried_again_each_once()
    {
        var store = await AddStoreAsync(credits: 20);
        var first = await FailedAsync(store, copies: 3);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Assert.That(await RetryAsync(store, first), Is.EqualTo(new BatchRetry(2, 2)), "one of three was made elsewhere");
    }

    [Test]
    public async Task A_copy_that_was_delivered_does_not_stand_for_another_one_of_the_same_batch()
    {
        var store = await AddStoreAsync(credits: 10);
        var batch = await FailedAsync(store, copies: 2, most: 1);
        Assert.That(await RetryAsync(store, batch), Is.EqualTo(new BatchRetry(1, 1)));
    }

    [Test]
    public async Task A_result_that_was_rejected_stands_for_nothing()
    {
        var store = await AddStoreAsync(credits: 10);
        var first = await FailedAsync(store);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        await ReadAsync(store.Id, context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Rejected)));
        Assert.That((await RetryAsync(store, first)).Rows, Is.EqualTo(1));
    }

    [Test]
    public async Task A_new_variation_that_failed_is_tried_again_whatever_was_made_before_it_was_asked_for()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var variation = await FailedAsync(store, variations: true);
        Assert.That((await RetryAsync(store, variation)).Rows, Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_tried_again_while_the_plan_is_on_hold()
    {
        var store = await AddStoreAsync(credits: 10);
        var batch = await FailedAsync(store);
        await ReadAsync(store.Id, async context =>
        {
            context.Subscriptions.Add(new Subscription { StoreId = store.Id, State = SubscriptionState.Frozen });
            return await context.SaveChangesAsync();
        });
        await Assert.ThatAsync(() => RetryAsync(store, batch), Throws.InstanceOf<BillingRefusedException>().With.Message.Contains("on hold"));
        Assert.Multiple(async () =>
        {
            Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.Zero);
            Assert.That(await ReadAsync(store.Id, context => context.Batches.Select(row => row.State).SingleAsync()), Is.EqualTo(BatchState.Failed));
        });
    }

    private async Task<Guid> FailedAsync(TestStore store, int copies = 1, bool variations = false, int most = int.MaxValue)
    {
        var failing = most;
        Images.OnStep = (step, _) =>
        {
            if (step == "submit" && Interlocked.Decrement(ref failing) >= 0)
            {
                throw new ProviderException("refused", "Refused.", retryable: false);
            }
        };
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, copies)], "", false, null) { NewVariations = variations };
        var batchId = await Work.RunAsync(store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Failing", store.Products, content, Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), "test"), CancellationToken.None));
        await DrainAsync(store.Id);
        Images.OnStep = (_, _) => { };
        Assert.That(await ReadAsync(store.Id, context => context.Generations.CountAsync(row => row.BatchId == batchId && row.State == GenerationState.Failed)), Is.Positive);
        return batchId;
    }

    private Task<BatchRetry> RetryAsync(TestStore store, Guid batchId) =>
        Work.RunAsync(store.Id, services => services.GetRequiredService<BatchRetrying>().RetryAsync(batchId, null, "Ada", CancellationToken.None));
}
