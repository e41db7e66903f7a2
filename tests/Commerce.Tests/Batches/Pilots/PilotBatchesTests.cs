using Commerce.Batches;
using Commerce.Batches.Pilots;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Pilots;

/// <summary>D2: pilot, freeze, run.</summary>
[Category("Database")]
public sealed class PilotBatchesTests : CoreFixture
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 64, 64, 1)], "on oak", false, null);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task D2_A_pilot_makes_a_few_the_rest_follows_with_the_very_same_recipe_version_and_nothing_is_made_twice()
    {
        var (store, draftId) = await DraftAsync(12);
        var pilot = await PilotAsync(store, draftId);
        await DrainAsync(store.Id);
        await ReadAsync(store.Id, context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Approved)));
        var result = await WithAsync(store, pilots => pilots.ReadAsync(pilot, CancellationToken.None));
        var main = await Work.RunAsync(store.Id, async scope =>
        {
            var draft = (await scope.GetRequiredService<BatchDrafts>().FindAsync(draftId, CancellationToken.None))!;
            var rest = await scope.GetRequiredService<PilotBatches>().RestAsync(draft, CancellationToken.None);
            return await scope.GetRequiredService<BatchStarter>().StartAsync(
                new BatchRequest("Rest", rest, draft.Content, draftId.ToString(), "test") { RecipeId = result!.RecipeId, PilotId = pilot }, CancellationToken.None);
        });
        await DrainAsync(store.Id);

        var batches = await ReadAsync(store.Id, context => context.Batches.AsNoTracking().ToDictionaryAsync(batch => batch.Id));
        var made = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That((result!.Rows, result.Delivered, result.PassRate, result.Credits, result.Ready, result.Warns), Is.EqualTo((5, 5, 1.0, 5L, true, false)));
            Assert.That(batches[main].RecipeId, Is.EqualTo(batches[pilot].RecipeId));
            Assert.That((batches[pilot].PilotOf, batches[main].PilotId), Is.EqualTo(((Guid?)draftId, (Guid?)pilot)));
            Assert.That(made.Select(row => row.ProductId), Is.EquivalentTo(store.Products), "each product once");
            Assert.That(made.Count(row => row.BatchId == main), Is.EqualTo(7));
            Assert.That(Images.Submitted, Has.Count.EqualTo(12));
        });
    }

    [Test]
    public async Task D2_The_same_click_twice_at_once_makes_one_pilot()
    {
        var (store, draftId) = await DraftAsync(12);
        var pilots = await Task.WhenAll(PilotAsync(store, draftId), PilotAsync(store, draftId), PilotAsync(store, draftId));
        Assert.That(pilots.Distinct().Count(), Is.EqualTo(1));
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(5));
    }

    [Test]
    public async Task D2_A_filters_products_are_named_by_the_pilot_so_that_the_rest_does_not_grow()
    {
        var (store, draftId) = await DraftAsync(12);
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchDrafts>().ChooseFilterAsync(draftId, new(), "test", CancellationToken.None));
        await PilotAsync(store, draftId);
        await AddProductAsync(store.Id, "Came later");
        var rest = await Work.RunAsync(store.Id, async scope =>
        {
            var draft = (await scope.GetRequiredService<BatchDrafts>().FindAsync(draftId, CancellationToken.None))!;
            var source = await scope.GetRequiredService<PilotBatches>().RestAsync(draft, CancellationToken.None);
            return await scope.GetRequiredService<BatchPlanner>().PlanAsync(source, draft.Content, CancellationToken.None);
        });
        Assert.That(rest.Rows, Is.EqualTo(7));
    }

    [Test]
    public async Task D2_Fewer_than_three_in_four_approved_warns()
    {
        var (store, draftId) = await DraftAsync(12);
        var pilot = await PilotAsync(store, draftId);
        await DrainAsync(store.Id);
        var rejected = await ReadAsync(store.Id, context => context.Assets.OrderBy(asset => asset.Id).Select(asset => asset.Id).Take(2).ToListAsync());
        await ReadAsync(store.Id, context => context.Assets.ExecuteUpdateAsync(
            asset => asset.SetProperty(row => row.ReviewState, row => rejected.Contains(row.Id) ? ReviewState.Rejected : ReviewState.Approved)));
        var result = await WithAsync(store, pilots => pilots.ReadAsync(pilot, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(result!.PassRate, Is.EqualTo(0.6));
            Assert.That(result.Warns, Is.True);
            Assert.That(result.Expected(100), Is.EqualTo(60));
        });
    }

    [Test]
    public async Task D2_A_pilot_stands_for_the_products_that_fit_into_the_owners_limit()
    {
        var (store, draftId) = await DraftAsync(22);
        await PilotAsync(store, draftId, limit: 11);
        var made = await ReadAsync(store.Id, context => context.Generations.Join(context.Products, row => row.ProductId, product => product.Id, (_, product) => product.Title).ToListAsync());
        var fitting = Enumerable.Range(1, 22).Select(number => $"Product {number}").Order(StringComparer.Ordinal).Take(11);
        Assert.That(made, Has.Count.EqualTo(5).And.SubsetOf(fitting));
        Assert.That(() => PilotAsync(store, draftId, limit: 10), Throws.InstanceOf<NothingToMakeException>(), "so few are no more than a pilot");
    }

    [Test]
    public async Task D2_Too_few_products_make_no_pilot_and_hold_nothing()
    {
        var (store, draftId) = await DraftAsync(10);
        Assert.That(() => PilotAsync(store, draftId), Throws.InstanceOf<NothingToMakeException>());
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.Zero);
    }

    [Test]
    public async Task D2_The_products_of_a_cancelled_pilot_are_made_by_the_rest_and_another_pilot_can_follow_it()
    {
        var (store, draftId) = await DraftAsync(12);
        var cancelled = await PilotAsync(store, draftId);
        await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchCancelling>().CancelAsync(cancelled, "test", CancellationToken.None));
        await DrainAsync(store.Id);
        var result = await WithAsync(store, pilots => pilots.ReadAsync(cancelled, CancellationToken.None));
        var whole = await RestAsync(store, draftId);
        var next = await PilotAsync(store, draftId);
        var again = await PilotAsync(store, draftId);
        await DrainAsync(store.Id);
        var rest = await RestAsync(store, draftId);
        Assert.Multiple(() =>
        {
            Assert.That((result!.Fruitless, result.Ready), Is.EqualTo((true, false)));
            Assert.That(whole.Rows, Is.EqualTo(12));
            Assert.That(next, Is.Not.EqualTo(cancelled));
            Assert.That(again, Is.EqualTo(next), "a second click finds it");
            Assert.That(rest.Rows, Is.EqualTo(7));
        });
    }

    [Test]
    public async Task D2_Of_a_products_rows_only_those_that_failed_in_the_pilot_are_made_by_the_rest()
    {
        var (store, draftId) = await DraftAsync(12, Content with { Styles = [new RecipeStyle("studio-shot", 64, 64, 2), new RecipeStyle("lifestyle", 64, 64, 1)] });
        var broken = 0;
        Images.OnStep = (step, order) =>
        {
            if (step == "submit" && order.StyleKey == "studio-shot" && Interlocked.Increment(ref broken) == 1)
            {
                throw new ProviderException("refused", "Refused.", retryable: false);
            }
        };
        var pilot = await PilotAsync(store, draftId);
        await DrainAsync(store.Id);
        var failed = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync(row => row.State == GenerationState.Failed));
        var rest = await RestAsync(store, draftId);
        var main = await Work.RunAsync(store.Id, async scope =>
        {
            var draft = (await scope.GetRequiredService<BatchDrafts>().FindAsync(draftId, CancellationToken.None))!;
            var source = await scope.GetRequiredService<PilotBatches>().RestAsync(draft, CancellationToken.None);
            return await scope.GetRequiredService<BatchStarter>().StartAsync(new BatchRequest("Rest", source, draft.Content, draftId.ToString(), "test") { PilotId = pilot }, CancellationToken.None);
        });
        var made = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == main && row.ProductId == failed.ProductId).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That((rest.Rows, rest.Reused, rest.Credits), Is.EqualTo((7 * 3 + 1, 0, 7 * 3 + 1L)));
            Assert.That(made.Select(row => (row.Style, row.ReusedFrom)), Is.EqualTo(new[] { ("studio-shot", (Guid?)null) }), "made anew, not the other copy served again");
        });
    }

    [Test]
    public async Task D2_A_pilot_is_ready_when_nobody_has_still_to_look_at_one_of_its_results()
    {
        var (store, draftId) = await DraftAsync(12);
        var pilot = await PilotAsync(store, draftId);
        await DrainAsync(store.Id);
        var unseen = (await WithAsync(store, pilots => pilots.ReadAsync(pilot, CancellationToken.None)))!;
        await ReadAsync(store.Id, context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Rejected)));
        var seen = (await WithAsync(store, pilots => pilots.ReadAsync(pilot, CancellationToken.None)))!;
        Assert.That((unseen.Ready, unseen.ToReview, seen.Ready, seen.Warns), Is.EqualTo((false, 5, true, true)));
    }

    private Task<BatchPlan> RestAsync(TestStore store, Guid draftId) => Work.RunAsync(store.Id, async scope =>
    {
        var draft = (await scope.GetRequiredService<BatchDrafts>().FindAsync(draftId, CancellationToken.None))!;
        var source = await scope.GetRequiredService<PilotBatches>().RestAsync(draft, CancellationToken.None);
        return await scope.GetRequiredService<BatchPlanner>().PlanAsync(source, draft.Content, CancellationToken.None);
    });

    private async Task<(TestStore Store, Guid DraftId)> DraftAsync(int products, RecipeContent? content = null)
    {
        var store = await AddStoreAsync(credits: 100, products: products);
        var draftId = Guid.CreateVersion7(Clock.GetUtcNow());
        await Work.RunAsync(store.Id, async scope =>
        {
            var drafts = scope.GetRequiredService<BatchDrafts>();
            await drafts.ChooseProductsAsync(draftId, store.Products, "test", CancellationToken.None);
            await drafts.ChooseContentAsync(draftId, content ?? Content, CancellationToken.None);
        });
        return (store, draftId);
    }

    private Task<Guid> PilotAsync(TestStore store, Guid draftId, long? limit = null) => Work.RunAsync(store.Id, async scope =>
    {
        var draft = (await scope.GetRequiredService<BatchDrafts>().FindAsync(draftId, CancellationToken.None))!;
        return await scope.GetRequiredService<PilotBatches>().StartAsync(draft, "Pilot", limit, 100, "test", CancellationToken.None);
    });

    private Task<T> WithAsync<T>(TestStore store, Func<PilotBatches, Task<T>> act) => Work.RunAsync(store.Id, scope => act(scope.GetRequiredService<PilotBatches>()));
}
