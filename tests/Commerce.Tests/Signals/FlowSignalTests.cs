using Commerce.Batches;
using Commerce.Data;
using Commerce.Flow;
using Commerce.Generations;
using Commerce.Signals;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Signals;

/// <summary>What Shopify Flow is told of batches, against the sandbox.</summary>
public sealed class FlowSignalTests : SignalFixture
{
    [SetUp]
    public Task WithFlowAsync() => InstallFlowAsync(FlowNames.MediaReady, FlowNames.BatchFailed);

    [Test]
    public async Task A_batch_with_results_is_told_once_with_its_figures_and_its_address()
    {
        var batch = await EndBatchAsync(BatchState.Partial, done: 1, failed: 2);
        await TellAsync();
        await TellAsync();
        var received = (await ShopFlowAsync())["received"]!.AsArray();
        Assert.Multiple(async () =>
        {
            Assert.That(received.Select(one => (string)one!["handle"]!), Is.EqualTo(new[] { FlowNames.MediaReady }));
            var payload = received[0]!["payload"]!.AsObject();
            Assert.That(payload.Select(field => field.Key), Is.EqualTo(FlowNames.TriggerFields));
            Assert.That(((int)payload[FlowNames.Results]!, (int)payload[FlowNames.Failed]!), Is.EqualTo((1, 2)));
            Assert.That((string)payload[FlowNames.Page]!, Is.EqualTo($"https://admin.shopify.com/store/lamp-house/apps/commerce-studio-test/batches/{batch}"));
            Assert.That((await SignalOfAsync(batch))!.SentAt, Is.Not.Null);
        });
    }

    [Test]
    public async Task A_batch_without_results_is_told_as_failed()
    {
        await EndBatchAsync(BatchState.Failed, done: 0, failed: 1);
        await TellAsync();
        Assert.That((await ShopFlowAsync())["received"]!.AsArray().Select(one => (string)one!["handle"]!), Is.EqualTo(new[] { FlowNames.BatchFailed }));
    }

    [Test]
    public async Task A_batch_that_was_cancelled_before_anything_was_made_is_not_told_and_neither_is_one_that_runs()
    {
        var cancelled = await EndBatchAsync(BatchState.Cancelled, done: 0, failed: 1);
        var running = await StartAsync();
        await TellAsync();
        Assert.That((await SignalOfAsync(cancelled), await SignalOfAsync(running), (await ShopFlowAsync())["received"]!.AsArray().Count), Is.EqualTo(((Signal?)null, (Signal?)null, 0)));
    }

    [Test]
    public async Task A_shop_without_Flow_ends_it_quietly()
    {
        await InstallFlowAsync();
        var batch = await EndBatchAsync(BatchState.Done, done: 1, failed: 0);
        await TellAsync();
        var signal = (await SignalOfAsync(batch))!;
        Assert.That((signal.DueAt, signal.SentAt, signal.Attempt, signal.Message), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, 0, $"The trigger {FlowNames.MediaReady} is not known to this shop.")));
    }

    [TestCase("5xx", 3)]
    [TestCase("lost-answer", 1)]
    [TestCase("throttled", 2)]
    public async Task Silence_and_overload_are_tried_again(string fault, int times)
    {
        var batch = await EndBatchAsync(BatchState.Done, done: 1, failed: 0);
        await FaultAsync(fault, "FlowTriggerReceive", times);
        await TellAsync();
        Assert.That((await SignalOfAsync(batch))!.SentAt, Is.Not.Null);

        // Only a lost answer can start workflows twice, and both name the same batch.
        var received = (await ShopFlowAsync())["received"]!.AsArray();
        Assert.That(received, Has.Count.EqualTo(fault == "lost-answer" ? 2 : 1));
        Assert.That(received.Select(one => (string)one!["payload"]![FlowNames.Page]!).Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_is_given_up_when_the_shop_stays_silent_and_says_why()
    {
        var batch = await EndBatchAsync(BatchState.Done, done: 1, failed: 0);
        await FaultAsync("5xx", "FlowTriggerReceive", 1_000);
        await TellAsync();
        var signal = (await SignalOfAsync(batch))!;
        Assert.That((signal.DueAt, signal.SentAt, signal.Message), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, signal.Message)));
        Assert.That(signal.Message, Is.Not.Empty);
    }

    [Test]
    public async Task Many_workers_at_once_send_it_once()
    {
        await EndBatchAsync(BatchState.Done, done: 1, failed: 0);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Signals.SettleAsync(StoreId, CancellationToken.None)));
        var advanced = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Signals.AdvanceNextAsync(StoreId, $"worker {number}", CancellationToken.None)));
        Assert.That(advanced.Count(one => one), Is.EqualTo(1));
        Assert.That((await ShopFlowAsync())["received"]!.AsArray(), Has.Count.EqualTo(1));
    }

    private async Task<Guid> StartAsync(int rows = 1)
    {
        var product = await AddMediaAsync(pictures: rows);
        return await ReadAsync(context => context.Generations.Where(row => row.ProductId == product.Id).Select(row => row.BatchId).FirstAsync());
    }

    /// <summary>A batch as its workers would have left it.</summary>
    private async Task<Guid> EndBatchAsync(BatchState state, int done, int failed)
    {
        var batch = await StartAsync(done + failed);
        await ReadAsync(async context =>
        {
            var rows = await context.Generations.Where(row => row.BatchId == batch).OrderBy(row => row.RowNumber).ToListAsync();
            foreach (var (row, index) in rows.Select((row, index) => (row, index)))
            {
                (row.State, row.DueAt, row.StartedAt, row.EndedAt) = (index < done ? GenerationState.Done : GenerationState.Failed, null, Clock.GetUtcNow(), Clock.GetUtcNow());
            }

            var ended = await context.Batches.SingleAsync(row => row.Id == batch);
            (ended.State, ended.FinishedAt) = (state, Clock.GetUtcNow());
            return await context.SaveChangesAsync();
        });
        return batch;
    }
}
