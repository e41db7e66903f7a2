using Commerce.Batches;
using Commerce.Credits;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

/// <summary>CG-05: pause, resume, cancel, front of the queue, retry failed, schedule; each on record.</summary>
[Category("Database")]
public sealed class BatchControlsTests : CoreFixture
{
    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task A_paused_batch_begins_no_row_and_goes_on_when_it_is_resumed()
    {
        var store = await AddStoreAsync(credits: 4, products: 4);
        var batchId = await StartBatchAsync(store);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That(await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None)), Is.True);
        Assert.That(await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None)), Is.False, "it rests already");

        Clock.Advance(TimeSpan.FromDays(400));
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None), Is.False);
        Assert.That(await Backlog.SettleAsync(store.Id, CancellationToken.None), Is.Null, "nothing comes due by itself");
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Paused));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(3));

        Assert.That(await ActAsync<BatchResuming, bool>(store.Id, act => act.ResumeAsync(batchId, "Ada", CancellationToken.None)), Is.True);
        await DrainAsync(store.Id);
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
        Assert.That(await ToldAsync(store.Id, batchId), Is.EqualTo(new[] { BatchEventKind.Paused, BatchEventKind.Resumed }));
        Assert.That(await ReadAsync(store.Id, context => context.GenerationEvents.CountAsync(row => row.Detail == "Paused" || row.Detail == "Resumed")), Is.EqualTo(6), "in the history of each of the three rows");
    }

    [Test]
    public async Task What_one_act_tells_of_its_rows_stands_in_the_order_of_the_rows()
    {
        var store = await AddStoreAsync(credits: 40);
        var batchId = await StartBatchAsync(store, copies: 40);
        await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None));
        var told = await ReadAsync(store.Id, context => context.GenerationEvents.Where(line => line.Detail == "Paused").OrderBy(line => line.Id)
            .Join(context.Generations, line => line.GenerationId, row => row.Id, (_, row) => row.RowNumber).ToListAsync());
        Assert.That(told, Is.EqualTo(Enumerable.Range(1, 40)));
    }

    [Test]
    public async Task A_row_at_its_provider_comes_to_its_end_while_its_batch_is_paused_and_one_that_is_to_be_tried_again_rests()
    {
        var store = await AddStoreAsync(credits: 2, products: 2);
        var batchId = await StartBatchAsync(store);
        var answers = new Queue<TaskProgress>([new TaskProgress.Running(TimeSpan.FromSeconds(5)), new TaskProgress.Running(TimeSpan.FromSeconds(6)), new TaskProgress.Ready(), new TaskProgress.Failed("busy", "Busy.", true)]);
        Images.OnPoll = _ => answers.Dequeue();
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None));
        await DrainAsync(store.Id);

        var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().ToListAsync());
        Assert.That(rows.Select(row => row.State), Is.EquivalentTo(new[] { GenerationState.Done, GenerationState.Queued }));
        Assert.That(rows.Single(row => row.State == GenerationState.Queued).DueAt, Is.EqualTo(Generation.Parked));
    }

    [Test]
    public async Task A_paused_batch_can_be_cancelled_and_gives_all_its_credits_back()
    {
        var store = await AddStoreAsync(credits: 3, products: 3);
        var batchId = await StartBatchAsync(store);
        await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None));
        Assert.That(await ActAsync<BatchCancelling, bool>(store.Id, act => act.CancelAsync(batchId, "Ada", CancellationToken.None)), Is.True);
        await DrainAsync(store.Id);
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Cancelled));
        Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(3));
        Assert.That(Images.Submitted, Is.Empty);
        Assert.That(await ActAsync<BatchCancelling, bool>(store.Id, act => act.CancelAsync(batchId, "Ada", CancellationToken.None)), Is.False);
    }

    [Test]
    public async Task A_batch_at_the_front_is_made_before_older_ones_and_behind_them_again_when_it_is_put_back()
    {
        var store = await AddStoreAsync(credits: 20, products: 2);
        var older = await StartBatchAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var newer = await StartBatchAsync(store);
        await ActAsync<BatchPriority, bool>(store.Id, act => act.ToFrontAsync(newer, "Ada", CancellationToken.None));
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That(await DoneAsync(store.Id, newer), Is.EqualTo(1));
        Assert.That(await ActAsync<BatchPriority, bool>(store.Id, act => act.ToFrontAsync(newer, "Ada", CancellationToken.None)), Is.False);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await ActAsync<BatchPriority, bool>(store.Id, act => act.ToBackAsync(newer, "Ada", CancellationToken.None)), Is.True);
        Services.GetRequiredService<Pace>().Forget(store.Id);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That((await DoneAsync(store.Id, older), await DoneAsync(store.Id, newer)), Is.EqualTo((1, 1)));
        await DrainAsync(store.Id);
        Assert.That(await StateAsync(store.Id, older), Is.EqualTo(BatchState.Done));
    }

    [Test]
    public async Task Failed_rows_live_again_on_a_hold_of_their_own_and_delivered_ones_are_not_touched()
    {
        var (store, batchId) = await HalfFailedAsync(credits: 4);
        var again = await ActAsync<BatchRetrying, BatchRetry>(store.Id, act => act.RetryAsync(batchId, null, "Ada", CancellationToken.None));
        Assert.That(again, Is.EqualTo(new BatchRetry(2, 2)));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(2));
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Running));
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 0L, true)));
            Assert.That(rows.Select(row => row.Life), Is.EquivalentTo(new[] { 1, 1, 2, 2 }));
            Assert.That(Images.Submitted.Values, Is.All.EqualTo(1), "every purchase has a key of its own");
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(4));
        });
    }

    [Test]
    public async Task A_row_that_fails_in_its_second_life_gives_its_credits_back_once_more()
    {
        var (store, batchId) = await HalfFailedAsync(credits: 4);
        await ActAsync<BatchRetrying, BatchRetry>(store.Id, act => act.RetryAsync(batchId, null, "Ada", CancellationToken.None));
        Images.OnStep = (_, _) => throw new ProviderException("refused", "Refused.", retryable: false);
        await DrainAsync(store.Id);
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((2L, 0L, true)));
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Partial));
    }

    [Test]
    public async Task Asking_64_times_at_once_sends_each_failed_row_round_once()
    {
        var (store, batchId) = await HalfFailedAsync(credits: 100);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ActAsync<BatchRetrying, BatchRetry>(store.Id, act => act.RetryAsync(batchId, null, "Ada", CancellationToken.None))));
        Assert.That(answers.Sum(answer => answer.Rows), Is.EqualTo(2));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(2));
    }

    [Test]
    public async Task A_retry_that_lacks_credits_changes_nothing()
    {
        var (store, batchId) = await HalfFailedAsync(credits: 4);
        await Work.RunAsync(store.Id, services => services.GetRequiredService<Ledger>().ExpireAsync("gone", 1, "Gone", CancellationToken.None));
        await Assert.ThatAsync(
            () => ActAsync<BatchRetrying, BatchRetry>(store.Id, act => act.RetryAsync(batchId, null, "Ada", CancellationToken.None)), Throws.InstanceOf<NotEnoughCreditsException>());
        var failed = await ReadAsync(store.Id, context => context.Generations.Where(row => row.State == GenerationState.Failed).Select(row => row.Id).ToListAsync());
        Assert.That(failed, Has.Count.EqualTo(2));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.Zero);
        Assert.That(
            await ActAsync<BatchRetrying, BatchRetry>(store.Id, act => act.RetryAsync(batchId, [failed[0]], "Ada", CancellationToken.None)), Is.EqualTo(new BatchRetry(1, 1)), "one can be paid for");
    }

    [Test]
    public async Task A_batch_for_later_begins_at_its_time_and_not_before()
    {
        var store = await AddStoreAsync(credits: 2, products: 2);
        var batchId = await StartBatchAsync(store);
        var at = Clock.GetUtcNow() + TimeSpan.FromHours(3);
        await ReadAsync(store.Id, async context =>
        {
            await context.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(row => row.State, BatchState.Scheduled).SetProperty(row => row.StartsAt, at));
            return await context.Generations.ExecuteUpdateAsync(row => row.SetProperty(one => one.DueAt, at));
        });
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None), Is.False);
        Assert.That(await Backlog.SettleAsync(store.Id, CancellationToken.None), Is.EqualTo(at));

        await ActAsync<BatchPausing, bool>(store.Id, act => act.PauseAsync(batchId, "Ada", CancellationToken.None));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync<BatchResuming, bool>(store.Id, act => act.ResumeAsync(batchId, "Ada", CancellationToken.None));
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Scheduled), "its time is still ahead");
        Clock.MoveTo(at);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Running));
        await DrainAsync(store.Id);
        Assert.That(await ToldAsync(store.Id, batchId), Is.EqualTo(new[] { BatchEventKind.Paused, BatchEventKind.Resumed, BatchEventKind.StartedOnSchedule }));
    }

    private async Task<(TestStore Store, Guid BatchId)> HalfFailedAsync(long credits)
    {
        var store = await AddStoreAsync(credits, products: 4);
        Images.OnStep = (step, order) =>
        {
            if (step == "submit" && order.ProductTitle is "Product 1" or "Product 2")
            {
                throw new ProviderException("refused", "The provider refused the picture.", retryable: false);
            }
        };
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Images.OnStep = (_, _) => { };
        return (store, batchId);
    }

    private Task<TAnswer> ActAsync<TAct, TAnswer>(Guid storeId, Func<TAct, Task<TAnswer>> act)
        where TAct : notnull => Work.RunAsync(storeId, services => act(services.GetRequiredService<TAct>()));

    private Task<BatchState> StateAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync());

    private Task<int> DoneAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.Generations.CountAsync(row => row.BatchId == batchId && row.State == GenerationState.Done));

    private Task<List<BatchEventKind>> ToldAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.BatchEvents.Where(row => row.BatchId == batchId).OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Kind).ToListAsync());
}
