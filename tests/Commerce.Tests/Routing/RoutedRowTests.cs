using System.Collections.Concurrent;
using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>A row's life at a vendor: chosen, written down, ordered once, fetched, and paid for only when it is delivered.</summary>
[Category("Database")]
public sealed class RoutedRowTests : RoutingFixture
{
    [Test]
    public async Task A_row_is_given_to_a_vendor_that_can_make_it_and_delivered_in_the_ordered_size_with_its_cost()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store);
        await DrainRoutedAsync(store.Id);

        var (row, asset) = (await RowAsync(store.Id), await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Assets.SingleAsync()));
        Assert.Multiple(async () =>
        {
            Assert.That(row.State, Is.EqualTo(GenerationState.Done), row.ErrorMessage);
            Assert.That((asset.Width, asset.Height, asset.DigitalSourceType), Is.EqualTo((64, 64, "compositeWithTrainedAlgorithmicMedia")));
            Assert.That((asset.Provider, asset.CostMicros), Is.EqualTo((row.Route!.Vendor, row.Route.EstimateMicros)));
            Assert.That(asset.CostMicros, Is.Positive);
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
            Assert.That(await HistoryAsync(store.Id), Has.Some.StartWith("Given to "));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task An_order_whose_answer_was_lost_is_not_sent_again_and_finds_its_task_by_the_callback()
    {
        var store = await AddStoreAsync();
        Vendors.OnTaken = _ => throw new HttpRequestException("The line broke after the order had arrived.");
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await AdvanceAsync(store.Id);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await AdvanceAsync(store.Id);
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Uncertain));

        var order = Vendors.Orders.Single();
        Assert.That(await CallbackTests.CallAsync(Routed, Clock, order.Callback!, order.Task), Is.True);
        await DrainRoutedAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Done), string.Join(" / ", await HistoryAsync(store.Id)));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1), "bought once");
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_worker_that_dies_after_the_order_went_out_leaves_a_row_that_nobody_orders_again()
    {
        var store = await AddStoreAsync(credits: 4);
        using var life = new CancellationTokenSource();
        Vendors.OnTaken = _ =>
        {
            // A cancellation unwinds as a kill does: nothing after this line of the worker is written.
            life.Cancel();
            life.Token.ThrowIfCancellationRequested();
        };
        await OrderAsync(store, "kie:google/nano-banana-edit");
        Assert.That(() => RoutedBacklog.AdvanceNextAsync(store.Id, "first", life.Token), Throws.InstanceOf<OperationCanceledException>());
        await DrainRoutedAsync(store.Id);

        var row = await RowAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.ErrorCode), Is.EqualTo((GenerationState.Failed, (string?)"answer-lost")));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1), "bought once");
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(4), "what was not delivered costs nothing");
        });
    }

    [Test]
    public async Task A_vendor_that_cannot_work_is_passed_over_for_the_next_and_the_row_tells_so()
    {
        var store = await AddStoreAsync();
        Vendors.OnOrder = vendor => vendor == "kie" ? KieStandIn.Kie(455, "Maintenance") : null;
        await OrderAsync(store);
        await DrainRoutedAsync(store.Id);

        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.Route!.Vendor), Is.EqualTo((GenerationState.Done, "google")), string.Join(" / ", await HistoryAsync(store.Id)));
        Assert.That(row.Route.Tried.Select(tried => (tried.Vendor, tried.Code)), Is.EqualTo(new[] { ("kie", "overloaded") }));
    }

    [Test]
    public async Task What_breaks_the_rules_of_content_is_not_tried_elsewhere()
    {
        var store = await AddStoreAsync();
        Vendors.OnOrder = _ => KieStandIn.Kie(400, "Your content was flagged by our policy");
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.ErrorCode, row.Attempt), Is.EqualTo((GenerationState.Failed, "refused", 1)));
    }

    [Test]
    public async Task When_all_refuse_to_take_it_the_row_names_each_in_words()
    {
        var store = await AddStoreAsync();
        Vendors.OnOrder = _ => KieStandIn.Kie(402, "Credits insufficient");
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.ErrorCode), Is.EqualTo((GenerationState.Failed, (string?)"all-failed")));
        Assert.That(row.ErrorMessage, Does.Contain("kie.ai google/nano-banana-edit (the provider's account is empty)"));
    }

    [Test]
    public async Task A_vendor_that_cannot_be_asked_for_a_while_loses_no_task()
    {
        var (store, silent) = (await AddStoreAsync(), 8);
        Vendors.OnState = _ => silent-- > 0 ? throw new HttpRequestException("restarting") : "success";
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task A_result_that_cannot_be_fetched_for_a_while_is_not_given_up_however_often_the_vendor_was_silent_before()
    {
        var (store, silent, broken) = (await AddStoreAsync(), 5, 3);
        Vendors.OnState = _ => silent-- > 0 ? throw new HttpRequestException("restarting") : "success";
        Vendors.OnOutput = () => broken-- > 0 ? throw new HttpRequestException("restarting") : null;
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task A_picture_that_does_not_reach_the_vendor_leaves_no_doubt_that_nothing_was_ordered()
    {
        var (store, broken) = (await AddStoreAsync(), 1);
        Vendors.OnUpload = () => broken-- > 0 ? throw new HttpRequestException("The line broke.") : null;
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
        Assert.That(await HistoryAsync(store.Id), Has.None.Contains("not known whether"));
    }

    [Test]
    public async Task A_row_in_doubt_of_which_nothing_was_written_is_ordered()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Generations.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, GenerationState.Uncertain).SetProperty(one => one.Attempt, 1)));
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task Without_a_vendor_the_row_says_what_to_do()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store, "openai:gpt-image-2");
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.ErrorCode), Is.EqualTo((GenerationState.Failed, (string?)"no-provider")));
    }

    [Test]
    public async Task A_days_limit_is_never_passed_and_the_rest_waits_until_midnight()
    {
        var store = await AddStoreAsync(products: 3);
        var price = 20_000L;
        await InStoreAsync(store.Id, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            context.ProviderCaps.Add(new ProviderCap { StoreId = store.Id, Vendor = "kie", DayMicros = (2 * price) + 1 });
            return await context.SaveChangesAsync();
        });
        await OrderAsync(store, "kie:google/nano-banana-edit");
        for (var turn = 0; turn < 20; turn++)
        {
            await AdvanceAsync(store.Id);
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That(Vendors.Orders, Has.Count.EqualTo(2));
        await DrainRoutedAsync(store.Id);
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Generations.CountAsync(row => row.State == GenerationState.Done)), Is.EqualTo(3));
        Assert.That(await HistoryAsync(store.Id), Has.Some.Contains("midnight UTC"));
    }

    [Test]
    public async Task A_store_that_brings_a_key_orders_with_it_and_nobody_else_does()
    {
        var (store, other) = (await AddStoreAsync(), await AddStoreAsync());
        await InStoreAsync(store.Id, async scope =>
        {
            await scope.GetRequiredService<ProviderKeys>().SaveAsync("kie", "key-of-this-store-alone", "owner", CancellationToken.None);
            return true;
        });
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await OrderAsync(other, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        await DrainRoutedAsync(other.Id);
        Assert.That(Vendors.Orders.Select(order => order.Key), Is.EqualTo(new[] { "key-of-this-store-alone", "shared-key-of-kie" }));
        Assert.That(string.Join(' ', await HistoryAsync(store.Id)), Does.Not.Contain("key-of-this"));
    }

    [Test]
    public async Task Orders_go_out_no_faster_than_the_vendor_takes_them()
    {
        var store = await AddStoreAsync(credits: 200, products: 30);
        var ordered = new List<DateTimeOffset>();
        Vendors.OnTaken = _ =>
        {
            lock (ordered)
            {
                ordered.Add(Clock.GetUtcNow());
            }
        };
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        Assert.That(ordered, Has.Count.EqualTo(30));
        Assert.That(MostWithin(ordered, TimeSpan.FromSeconds(10)), Is.InRange(10, 20), "in any ten seconds");
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Batches.Select(batch => batch.State).SingleAsync()), Is.EqualTo(BatchState.Done));
    }

    [Test]
    public async Task Questions_go_out_no_faster_than_the_vendor_takes_them_and_never_below_its_floor()
    {
        var (store, floor) = (await AddStoreAsync(credits: 400, products: 60), TimeSpan.FromSeconds(2));
        var (asked, ready, silent) = (new List<(string Task, DateTimeOffset At)>(), Clock.GetUtcNow() + TimeSpan.FromMinutes(2), 5);
        var taken = new ConcurrentDictionary<string, DateTimeOffset>();
        Vendors.OnTaken = _ => taken[Vendors.Orders.Last().Task] = Clock.GetUtcNow();
        Vendors.OnState = task =>
        {
            lock (asked)
            {
                asked.Add((task, Clock.GetUtcNow()));
            }

            return Interlocked.Decrement(ref silent) >= 0 ? throw new HttpRequestException("restarting") : Clock.GetUtcNow() < ready ? "generating" : "success";
        };
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id, 4000);
        Assert.Multiple(() =>
        {
            Assert.That(Vendors.Orders, Has.Count.EqualTo(60));
            Assert.That(MostWithin(asked.Select(one => one.At), TimeSpan.FromSeconds(1)), Is.LessThanOrEqualTo(10), "in any second");
            foreach (var task in asked.GroupBy(one => one.Task))
            {
                var times = task.Select(one => one.At).Prepend(taken[task.Key]).ToList();
                Assert.That(times.Zip(times.Skip(1), (earlier, later) => later - earlier).Min(), Is.GreaterThanOrEqualTo(floor), task.Key);
            }
        });
    }

    private static int MostWithin(IEnumerable<DateTimeOffset> times, TimeSpan window)
    {
        var all = times.Order().ToList();
        return all.Max(from => all.Count(time => time >= from && time < from + window));
    }
}
