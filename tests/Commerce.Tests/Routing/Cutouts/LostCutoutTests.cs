using Commerce.Generations;
using Commerce.Routing.Cutouts;
using Commerce.Tests.Infrastructure;

namespace Commerce.Tests.Routing.Cutouts;

/// <summary>A cut-out of which nobody knows what became: the row is made without it, and it is not bought a second time.</summary>
[Category("Database")]
public sealed class LostCutoutTests : CutoutFixture
{
    [Test]
    public async Task A_worker_that_dies_after_the_order_went_out_leaves_a_row_that_is_made_with_the_whole_photo()
    {
        var (store, began) = (await AddSceneryAsync(), Clock.GetUtcNow());
        await DieAfterOrderAsync(store);
        await DrainRoutedAsync(store.Id);
        await MadeWithoutAsync(store);
        Assert.That(Clock.GetUtcNow(), Is.LessThan(began + (2 * CutRoutes.Patience)), "nobody waits for hours");
    }

    [Test]
    public async Task An_order_whose_answer_was_lost_is_found_by_the_callback_and_its_mask_is_used()
    {
        var store = await AddSceneryAsync();
        await DieAfterOrderAsync(store);
        Clock.Advance(TimeSpan.FromMinutes(3));
        var order = Vendors.Orders.Single();
        Assert.That(await CallbackTests.CallAsync(Routed, Clock, order.Callback!, order.Task), Is.True);
        await DrainRoutedAsync(store.Id);
        Assert.That(((await AssetsAsync(store.Id)).Single().CostMicros, Vendors.Orders.Count), Is.EqualTo(((long?)Price, 1)), await ToldAsync(store.Id));
    }

    [Test]
    public async Task A_vendor_that_never_finishes_is_not_waited_for_and_not_paid_twice()
    {
        var store = await AddSceneryAsync();
        Vendors.OnState = _ => "generating";
        await OrderHereAsync(store);
        await DrainRoutedAsync(store.Id);
        await MadeWithoutAsync(store);
    }

    [Test]
    public async Task A_vendor_that_goes_silent_is_not_waited_for_and_not_paid_twice()
    {
        var store = await AddSceneryAsync();
        Vendors.OnState = _ => throw new HttpRequestException("gone");
        await OrderHereAsync(store);
        await DrainRoutedAsync(store.Id);
        await MadeWithoutAsync(store);
    }

    [Test]
    public async Task A_mask_that_cannot_be_fetched_is_not_waited_for_and_not_paid_twice()
    {
        var store = await AddSceneryAsync();
        Vendors.OnOutput = () => throw new HttpRequestException("gone");
        await OrderHereAsync(store);
        await DrainRoutedAsync(store.Id);
        await MadeWithoutAsync(store);
    }

    [Test]
    public async Task A_worker_that_dies_while_it_fetches_the_mask_leaves_it_to_the_next_which_buys_nothing()
    {
        var store = await AddSceneryAsync();
        using var life = new CancellationTokenSource();
        Vendors.OnOutput = () =>
        {
            life.Cancel();
            throw new OperationCanceledException(life.Token);
        };
        await OrderHereAsync(store);
        await DieAsync(store.Id, life.Token);
        HandOutCutOuts();
        await DrainRoutedAsync(store.Id);
        Assert.That(((await AssetsAsync(store.Id)).Single().CostMicros, Vendors.Orders.Count), Is.EqualTo(((long?)Price, 1)), await ToldAsync(store.Id));
    }

    [Test]
    public async Task A_cut_out_that_was_lost_is_bought_anew_on_another_day()
    {
        var store = await AddSceneryAsync();
        await DieAfterOrderAsync(store);
        await DrainRoutedAsync(store.Id);
        Clock.Advance(TimeSpan.FromDays(2));
        await MakeAsync(await AddSameAsync(store));
        Assert.That(((await AssetsAsync(store.Id))[^1].CostMicros, Vendors.Orders.Count), Is.EqualTo(((long?)Price, 2)), await ToldAsync(store.Id));
        Assert.That((await CutoutsAsync(store.Id)).Single().State, Is.EqualTo(CutoutState.Kept));
    }

    private async Task DieAfterOrderAsync(TestStore store)
    {
        using var life = new CancellationTokenSource();
        Vendors.OnTaken = _ =>
        {
            // A cancellation unwinds as a kill does: nothing after this line of the worker is written.
            life.Cancel();
            life.Token.ThrowIfCancellationRequested();
        };
        await OrderHereAsync(store);
        await DieAsync(store.Id, life.Token);
        Vendors.OnTaken = _ => { };
    }

    private async Task DieAsync(Guid storeId, CancellationToken life)
    {
        for (var turn = 0; turn < 20 && !life.IsCancellationRequested; turn++)
        {
            try
            {
                await RoutedBacklog.AdvanceNextAsync(storeId, "first", life);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Fail("The worker did not die.");
    }

    // The row is delivered, and a second row of the same picture does not buy it either.
    private async Task MadeWithoutAsync(TestStore store)
    {
        var (row, told) = (await RowAsync(store.Id), await ToldAsync(store.Id));
        Assert.That(row.State, Is.EqualTo(GenerationState.Done), told);
        Assert.That(told, Does.Contain("so the whole photo is shown. Whether an AI provider cut it out was never told, and it is not bought twice."));
        await MakeAsync(await AddSameAsync(store));
        Assert.Multiple(async () =>
        {
            Assert.That(await AssetsAsync(store.Id), Has.Count.EqualTo(2));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1), "bought once");
            Assert.That((await CutoutsAsync(store.Id)).Single().State, Is.EqualTo(CutoutState.Lost));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }
}
