using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Credits;

/// <summary>R13: what is spent never passes what the owner allowed, whoever asks and however many at once.</summary>
[Category("Database")]
public sealed class BudgetsTests : CoreFixture
{
    private const int Racers = 64;

    [Test]
    public async Task R13_64_holds_at_once_never_pass_the_daily_budget_and_use_all_of_it()
    {
        var store = await AddStoreAsync(credits: 10_000, products: 0);
        await SetBudgetAsync(store.Id, 100);
        var outcomes = await RaceAsync(store.Id, _ => 7);
        var (held, room) = (await ReadAsync(store.Id, context => context.Holds.SumAsync(hold => hold.Amount)), await RoomAsync(store.Id));
        Assert.Multiple(async () =>
        {
            Assert.That(outcomes.Count(outcome => outcome is null), Is.EqualTo(14), "fourteen times seven fit into a hundred");
            Assert.That(outcomes.OfType<Exception>(), Is.All.InstanceOf<OverBudgetException>());
            Assert.That(held, Is.EqualTo(98));
            Assert.That(room!.Left, Is.EqualTo(2));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task R13_64_holds_at_once_never_make_a_balance_negative()
    {
        var store = await AddStoreAsync(credits: 100, products: 0);
        var outcomes = await RaceAsync(store.Id, _ => 7);
        Assert.Multiple(async () =>
        {
            Assert.That(outcomes.Count(outcome => outcome is null), Is.EqualTo(14));
            Assert.That(outcomes.OfType<Exception>(), Is.All.InstanceOf<NotEnoughCreditsException>());
            Assert.That(await CheckLedgerAsync(store.Id), Has.Property("Available").EqualTo(2).And.Property("Held").EqualTo(98).And.Property("Faults").Empty);
        });
    }

    [Test]
    public async Task R13_64_holds_of_one_batch_make_one()
    {
        var (store, batch) = (await AddStoreAsync(credits: 1000, products: 0), NewId());
        var outcomes = await RaceAsync(store.Id, _ => 7, batch);
        Assert.Multiple(async () =>
        {
            Assert.That(outcomes, Is.All.Null);
            Assert.That(await ReadAsync(store.Id, context => context.Holds.CountAsync()), Is.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(7));
        });
    }

    [Test]
    public async Task R13_retries_at_once_never_pass_the_cap_that_was_agreed_to()
    {
        var (store, batch) = (await AddStoreAsync(credits: 1000, products: 0), NewId());
        var hold = await HoldAsync(store.Id, batch, 10, cap: 10);
        var row = NewId();
        await SettleAsync(store.Id, settling => settling.ReleaseAsync(hold, batch, row, 6, "Failed", CancellationToken.None));

        var outcomes = await RaceAsync(store.Id, _ => 2, batch, again: true);
        Assert.Multiple(async () =>
        {
            Assert.That(outcomes.Count(outcome => outcome is null), Is.EqualTo(3), "six came back, three times two may be held again");
            Assert.That(outcomes.OfType<Exception>(), Is.All.InstanceOf<OverBudgetException>());
            Assert.That(await ReadAsync(store.Id, context => context.Holds.SumAsync(one => one.Amount - one.Released)), Is.EqualTo(10));
        });
    }

    [Test]
    public async Task R13_a_batch_that_costs_more_than_was_agreed_to_is_refused_and_holds_nothing()
    {
        var store = await AddStoreAsync(credits: 1000, products: 0);
        Assert.That(() => HoldAsync(store.Id, NewId(), 11, cap: 10), Throws.TypeOf<OverBudgetException>().With.Message.Contains("needs 11 credits and at most 10"));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.Zero);
    }

    [Test]
    public async Task R13_a_price_that_rises_between_the_page_and_the_start_charges_nothing_and_later_ones_never_touch_accepted_rows()
    {
        var store = await AddStoreAsync(credits: 100, products: 3);
        var accepted = await StartBatchAsync(store);
        await ChangePriceAsync(store.Id, 1, 4);
        try
        {
            Assert.That(() => StartCappedAsync(store, mostCredits: 3), Throws.TypeOf<CostChangedException>());
            await DrainAsync(store.Id);
            Assert.Multiple(async () =>
            {
                Assert.That(await ReadAsync(store.Id, context => context.Holds.Where(hold => hold.BatchId == accepted).Select(hold => hold.Captured).SingleAsync()), Is.EqualTo(3));
                Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(97));
                Assert.That(await ReadAsync(store.Id, context => context.Batches.CountAsync()), Is.EqualTo(1));
            });
        }
        finally
        {
            await ChangePriceAsync(store.Id, 4, 1);
        }
    }

    [Test]
    public async Task The_budget_begins_anew_at_the_stores_own_midnight_also_when_the_day_has_25_hours()
    {
        var store = await AddStoreAsync(credits: 1000, products: 0);
        await ReadAsync(store.Id, context => context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.TimeZone, "Europe/Berlin")));
        await SetBudgetAsync(store.Id, 10);
        Clock.MoveTo(new DateTimeOffset(2027, 10, 30, 22, 0, 0, TimeSpan.Zero));
        await HoldAsync(store.Id, NewId(), 10);
        Clock.MoveTo(new DateTimeOffset(2027, 10, 31, 22, 59, 59, TimeSpan.Zero));
        Assert.That(() => HoldAsync(store.Id, NewId(), 1), Throws.TypeOf<OverBudgetException>().With.Message.Contains("0 are left until midnight (Europe/Berlin)"));

        Clock.MoveTo(new DateTimeOffset(2027, 10, 31, 23, 0, 0, TimeSpan.Zero));
        await HoldAsync(store.Id, NewId(), 10);
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(20));
    }

    [Test]
    public async Task Credits_that_come_back_can_be_spent_again_the_same_day()
    {
        var (store, batch) = (await AddStoreAsync(credits: 1000, products: 0), NewId());
        await SetBudgetAsync(store.Id, 10);
        var hold = await HoldAsync(store.Id, batch, 10);
        await SettleAsync(store.Id, settling => settling.ReleaseAsync(hold, batch, NewId(), 4, "Failed", CancellationToken.None));
        Assert.That((await RoomAsync(store.Id))!.Left, Is.EqualTo(4));
        await HoldAsync(store.Id, NewId(), 4);
    }

    [Test]
    public async Task Another_stores_spending_does_not_count()
    {
        var (store, other) = (await AddStoreAsync(products: 0), await AddStoreAsync(products: 0));
        await SetBudgetAsync(store.Id, 10);
        await HoldAsync(other.Id, NewId(), 50);
        Assert.That((await RoomAsync(store.Id))!.Left, Is.EqualTo(10));
    }

    [Test]
    public async Task A_budget_can_be_changed_and_taken_away()
    {
        var store = await AddStoreAsync(products: 0);
        await SetBudgetAsync(store.Id, 10);
        await SetBudgetAsync(store.Id, 20);
        Assert.That((await RoomAsync(store.Id))!.Budget, Is.EqualTo(20));
        await SetBudgetAsync(store.Id, null);
        Assert.That(await RoomAsync(store.Id), Is.Null);
        await HoldAsync(store.Id, NewId(), 100);
    }

    private async Task<IReadOnlyList<Exception?>> RaceAsync(Guid storeId, Func<int, long> amount, Guid? batchId = null, bool again = false)
    {
        using var start = new Barrier(Racers);
        return await Task.WhenAll(Enumerable.Range(0, Racers).Select(number => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait();
                try
                {
                    await HoldAsync(storeId, batchId ?? NewId(), amount(number), again: again);
                    return (Exception?)null;
                }
                catch (NotEnoughCreditsException error)
                {
                    return error;
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    private Task<Guid> HoldAsync(Guid storeId, Guid batchId, long amount, long? cap = null, bool again = false) => Work.RunAsync(storeId, services =>
        services.GetRequiredService<Ledger>().HoldAsync(batchId, amount, "Test", CancellationToken.None, cap, again));

    private Task SettleAsync(Guid storeId, Func<Settling, Task> act) => Work.RunAsync(storeId, services => act(ActivatorUtilities.CreateInstance<Settling>(services)));

    private Task SetBudgetAsync(Guid storeId, long? credits) =>
        Work.RunAsync(storeId, services => services.GetRequiredService<Budgets>().SetDailyAsync(credits, "staff 901", CancellationToken.None));

    private Task<BudgetRoom?> RoomAsync(Guid storeId) => Work.RunAsync(storeId, services => services.GetRequiredService<Budgets>().ReadAsync(CancellationToken.None));

    private Task ChangePriceAsync(Guid storeId, int seen, int credits) => Work.RunAsync(storeId, async services =>
        Assert.That(await services.GetRequiredService<PriceTable>().ChangeAsync("image", "local", seen, credits, "staff 901", CancellationToken.None), Is.True));

    private Task<Guid> StartCappedAsync(TestStore store, long mostCredits) => Work.RunAsync(store.Id, services =>
        services.GetRequiredService<Commerce.Batches.BatchStarter>().StartAsync(
            new Commerce.Batches.BatchRequest("Capped", store.Products, new Commerce.Batches.RecipeContent([new Commerce.Batches.RecipeStyle("studio-shot", 64, 64, 1)], "", false, null), NewId().ToString(), "test") { MostCredits = mostCredits },
            CancellationToken.None));

    private Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());
}
