using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Catalogue;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Recurring;

[Category("Database")]
public sealed class RecurringRunsTests : CoreFixture
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 64, 64, 2)], "", false, null);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task Each_period_starts_one_batch_however_many_try_and_however_often()
    {
        var store = await AddStoreAsync(credits: 100, products: 2);
        await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        await Task.WhenAll(DueAsync(store), DueAsync(store), DueAsync(store));
        await DueAsync(store);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(store.Id, context => context.Batches.CountAsync()), Is.EqualTo(1));
            Assert.That(await ReadAsync(store.Id, context => context.RecurringStarts.CountAsync()), Is.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(4));
        });
    }

    [Test]
    public async Task A_crash_between_the_batch_and_its_record_starts_no_second_one()
    {
        var store = await AddStoreAsync(credits: 100, products: 2);
        await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        var before = await ReadAsync(store.Id, context => context.RecurringRuns.Select(run => run.NextAt).SingleAsync());
        await DueAsync(store);

        // As a process leaves it that died right after the batch was committed.
        await ReadAsync(store.Id, context => context.RecurringStarts.ExecuteDeleteAsync());
        await ReadAsync(store.Id, context => context.RecurringRuns.ExecuteUpdateAsync(run => run.SetProperty(row => row.NextAt, before)));
        await DueAsync(store);
        Assert.That(await ReadAsync(store.Id, context => context.Batches.CountAsync()), Is.EqualTo(1));
        Assert.That(await ReadAsync(store.Id, context => context.RecurringStarts.Select(start => start.Outcome).SingleAsync()), Is.Not.EqualTo(RecurringOutcome.Refused));
    }

    [Test]
    public async Task Only_products_without_results_of_the_recipe_are_made()
    {
        var store = await AddStoreAsync(credits: 100, products: 2);
        await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        await DrainAsync(store.Id);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        var added = await AddProductAsync(store.Id, "New in the shop");
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        await DrainAsync(store.Id);

        var outcomes = await ReadAsync(store.Id, context => context.RecurringStarts.OrderBy(start => start.Period).Select(start => start.Outcome).ToListAsync());
        var made = await ReadAsync(store.Id, context => context.Generations.GroupBy(row => row.ProductId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count));
        Assert.Multiple(() =>
        {
            Assert.That(outcomes, Is.EqualTo(new[] { RecurringOutcome.Started, RecurringOutcome.Nothing, RecurringOutcome.Started }));
            Assert.That(made, Is.EquivalentTo(store.Products.Append(added).ToDictionary(id => id, _ => 2)));
        });
    }

    [Test]
    public async Task What_is_beyond_the_cap_waits_for_the_next_run()
    {
        var store = await AddStoreAsync(credits: 100, products: 5);
        await SetUpAsync(store, cap: 5);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        var held = (await CheckLedgerAsync(store.Id)).Held;
        await DrainAsync(store.Id);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        Assert.Multiple(async () =>
        {
            Assert.That(held, Is.EqualTo(4), "two products of two each; a third would be over five");
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.ProductId).Distinct().CountAsync()), Is.EqualTo(4));
        });
    }

    [Test]
    public async Task It_pauses_itself_with_the_reason_when_credits_lack_and_goes_on_when_resumed()
    {
        var store = await AddStoreAsync(credits: 1, products: 1);
        var id = await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        var paused = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        await PassAsync(TimeSpan.FromDays(3));
        await WithAsync(store, runs => runs.ResumeAsync(id, CancellationToken.None));
        var resumed = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((paused.State, paused.NextAt), Is.EqualTo((RecurringState.Paused, (DateTimeOffset?)null)));
            Assert.That(paused.PauseReason, Does.Contain("needs 2 credits"));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(1));
            Assert.That(resumed.NextAt, Is.GreaterThan(Clock.GetUtcNow()), "days that passed are not made up for");
            Assert.That(resumed.PauseReason, Is.Empty);
        });
    }

    [Test]
    public async Task A_change_holds_from_the_next_day_on_and_gives_no_day_a_second_run()
    {
        var store = await AddStoreAsync(credits: 100, products: 2);
        var id = await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        var today = await ReadAsync(store.Id, context => context.RecurringStarts.Select(start => start.Period).SingleAsync());
        var late = new TimeOnly(23, 59);
        await ChangeAsync(store, id, Every.Day, late, 3);
        var changed = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        await WithAsync(store, runs => runs.PauseAsync(id, CancellationToken.None));
        await ChangeAsync(store, id, Every.Day, late, 9);
        var paused = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        await WithAsync(store, runs => runs.ResumeAsync(id, CancellationToken.None));
        var resumed = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((changed.Name, changed.MostCredits, changed.AtTime), Is.EqualTo(("Changed", 3L, late)));
            Assert.That(changed.NextAt, Is.EqualTo(LocalTime.Of(today.AddDays(1).ToDateTime(late), "UTC")), "today had its run");
            Assert.That((paused.State, paused.NextAt, paused.MostCredits), Is.EqualTo((RecurringState.Paused, (DateTimeOffset?)null, 9L)), "a paused one stays paused");
            Assert.That(resumed.NextAt, Is.EqualTo(changed.NextAt));
            Assert.That(await ReadAsync(store.Id, context => context.Batches.CountAsync()), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_run_whose_recipe_cannot_be_made_any_more_rests_with_words_and_an_alert_and_the_others_go_on()
    {
        var store = await AddStoreAsync(credits: 100, products: 2);
        var broken = await SetUpAsync(store, cap: 50, Content with { Styles = [new RecipeStyle("no-longer-there", 64, 64, 1)] });
        var sound = await SetUpAsync(store, cap: 50);
        await PassAsync(TimeSpan.FromDays(1));
        await DueAsync(store);
        var runs = await ReadAsync(store.Id, context => context.RecurringRuns.AsNoTracking().ToDictionaryAsync(run => run.Id));
        var starts = await ReadAsync(store.Id, context => context.RecurringStarts.AsNoTracking().ToDictionaryAsync(start => start.RecurringId, start => start.Outcome));
        Assert.Multiple(async () =>
        {
            Assert.That((runs[broken].State, runs[broken].NextAt), Is.EqualTo((RecurringState.Paused, (DateTimeOffset?)null)));
            Assert.That(runs[broken].PauseReason, Does.Contain("could not be started with its recipe").And.Contain("Nothing was charged"));
            Assert.That((starts[broken], starts[sound]), Is.EqualTo((RecurringOutcome.Refused, RecurringOutcome.Started)));
            Assert.That(await AlertsAsync(), Is.EqualTo(new[] { $"{broken}" }));
        });
        await WithAsync(store, one => one.ResumeAsync(broken, CancellationToken.None));
        Assert.That(await AlertsAsync(), Is.Empty, "it closes when the owner resumes it");

        Task<List<string>> AlertsAsync() => ReadAsync(store.Id, context => context.Alerts
            .Where(alert => alert.Code == AlertCodes.RecurringUnstartable && alert.ResolvedAt == null).Select(alert => alert.Subject).ToListAsync());
    }

    [Test]
    public async Task Another_store_neither_sees_nor_stops_it()
    {
        var (store, other) = (await AddStoreAsync(), await AddStoreAsync());
        var id = await SetUpAsync(store, cap: 5);
        var (paused, deleted) = (await WithAsync(other, runs => runs.PauseAsync(id, CancellationToken.None)), await WithAsync(other, runs => runs.DeleteAsync(id, CancellationToken.None)));
        Assert.That((paused, deleted, await ChangeAsync(other, id, Every.Week, new TimeOnly(1, 0), 1, store)), Is.EqualTo((false, false, false)));
        Assert.That(await ReadAsync(store.Id, context => context.RecurringRuns.Select(run => run.State).SingleAsync()), Is.EqualTo(RecurringState.Active));
    }

    [Test]
    public async Task Drafts_nobody_touched_for_a_month_are_removed()
    {
        var store = await AddStoreAsync();
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchDrafts>().ChooseProductsAsync(Guid.CreateVersion7(Clock.GetUtcNow()), store.Products, "test", CancellationToken.None));
        await PassAsync(BatchDrafts.Kept + TimeSpan.FromMinutes(1));
        var young = Guid.CreateVersion7(Clock.GetUtcNow());
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchDrafts>().ChooseProductsAsync(young, store.Products, "test", CancellationToken.None));
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchDrafts>().RemoveOldAsync(CancellationToken.None));
        Assert.That(await ReadAsync(store.Id, context => context.BatchDrafts.Select(draft => draft.Id).ToListAsync()), Is.EqualTo(new[] { young }));
    }

    private Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return Task.CompletedTask;
    }

    private async Task<Guid> SetUpAsync(TestStore store, long cap, RecipeContent? content = null)
    {
        var (id, saved) = (Guid.CreateVersion7(Clock.GetUtcNow()), Guid.CreateVersion7(Clock.GetUtcNow()));
        await Work.RunAsync(store.Id, async scope =>
        {
            var recipe = await scope.GetRequiredService<RecipeBook>().SaveNewAsync(saved, "Clean", content ?? Content, "test", CancellationToken.None);
            var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
            await scope.GetRequiredService<RecurringRuns>().CreateAsync(
                new RecurringOrder(id, "Nightly", recipe, new CatalogueFilter(), Every.Day, today, new TimeOnly(3, 0), cap, "test"), CancellationToken.None);
        });
        return id;
    }

    private async Task<bool> ChangeAsync(TestStore store, Guid id, Every every, TimeOnly at, long cap, TestStore? owner = null)
    {
        var run = await ReadAsync((owner ?? store).Id, context => context.RecurringRuns.AsNoTracking().SingleAsync());
        return await WithAsync(store, runs => runs.ChangeAsync(id, new RecurringChange("Changed", run.RecipeId, every, run.FirstOn, at, cap), CancellationToken.None));
    }

    private Task<DateTimeOffset?> DueAsync(TestStore store) => WithAsync(store, runs => runs.RunDueAsync(CancellationToken.None));

    private Task<T> WithAsync<T>(TestStore store, Func<RecurringRuns, Task<T>> act) => Work.RunAsync(store.Id, scope => act(scope.GetRequiredService<RecurringRuns>()));
}
