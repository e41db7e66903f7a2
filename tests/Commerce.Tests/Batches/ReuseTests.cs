using Commerce.Batches;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

/// <summary>D23: what was made before is served again for nothing, and never bought twice.</summary>
[Category("Database")]
public sealed class ReuseTests : CoreFixture
{
    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task D23_The_same_again_is_served_for_nothing_with_assets_of_its_own()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        var first = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var second = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == second).ToListAsync());
        var assets = await ReadAsync(store.Id, context => context.Assets.AsNoTracking().ToListAsync());
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(rows.Select(row => (row.State, row.Credits)), Is.All.EqualTo((GenerationState.Done, 0)));
            Assert.That(rows.Select(row => row.ReusedFrom), Is.EquivalentTo(assets.Where(asset => asset.BatchId == first).Select(asset => (Guid?)asset.GenerationId)));
            Assert.That(assets.Where(asset => asset.BatchId == second).Select(asset => (asset.ObjectKey, asset.Sha256)), Is.EquivalentTo(assets.Where(asset => asset.BatchId == first).Select(asset => (asset.ObjectKey, asset.Sha256))));
            Assert.That(Images.Submitted, Has.Count.EqualTo(2), "nothing was made twice");
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((8L, 0L, true)));
            Assert.That(await ReadAsync(store.Id, context => context.Batches.Where(batch => batch.Id == second).Select(batch => batch.State).SingleAsync()), Is.EqualTo(BatchState.Done));
            Assert.That(await ReadAsync(store.Id, context => context.GenerationEvents.CountAsync(row => row.Detail.Contains("free"))), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task D23_Only_what_is_missing_is_made()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var plan = await PlanAsync(store, 3);
        var second = await StartBatchAsync(store, copies: 3);
        await DrainAsync(store.Id);

        var rows = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Where(row => row.BatchId == second).OrderBy(row => row.RowNumber).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((plan.Rows, plan.Reused, plan.Credits), Is.EqualTo((3, 1, 2L)), "and the plan had said so");
            Assert.That(rows.Select(row => (row.Copy, row.Credits)), Is.EqualTo(new[] { (0, 0), (1, 1), (2, 1) }));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(7));
        });
    }

    [Test]
    public async Task D23_New_variations_are_bought_anew()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        await StartAsync(store, Content(1) with { NewVariations = true });
        await DrainAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(Images.Submitted, Has.Count.EqualTo(2));
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.RequestHash).Distinct().CountAsync()), Is.EqualTo(2));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(8));
        });
    }

    [Test]
    public async Task D3_What_is_served_again_is_held_back_as_the_new_recipe_says()
    {
        Images.Fidelity = 0.9;
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var strict = await StartAsync(store, Content(1) with { LeastFidelity = 95 });
        var easy = await StartAsync(store, Content(1) with { LeastFidelity = 0 });
        Assert.Multiple(async () =>
        {
            Assert.That(Images.Submitted, Has.Count.EqualTo(1), "the results were served again");
            Assert.That(await HeldBackAsync(store.Id, strict), Is.True);
            Assert.That(await HeldBackAsync(store.Id, easy), Is.False);
        });
    }

    [Test]
    public async Task D23_What_the_owner_rejected_is_not_served_again()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        await ReadAsync(store.Id, context => context.Assets.ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Rejected)));
        Assert.That((await PlanAsync(store, 1)).Reused, Is.Zero);
    }

    [Test]
    public async Task D23_A_product_that_was_renamed_is_made_anew_for_its_name_may_be_printed()
    {
        var store = await AddStoreAsync(credits: 10);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        await ReadAsync(store.Id, context => context.Products.ExecuteUpdateAsync(product => product.SetProperty(row => row.Title, "Renamed")));
        Assert.That((await PlanAsync(store, 1)).Reused, Is.Zero);
    }

    [Test]
    public async Task D23_The_same_bytes_under_another_picture_are_known()
    {
        var store = await AddStoreAsync(credits: 10);
        await ReadAsync(store.Id, context => context.SourceImages.ExecuteUpdateAsync(image => image.SetProperty(row => row.Sha256, "bytes")));
        await StartBatchAsync(store);
        await DrainAsync(store.Id);

        // The shop's gallery was put up anew: other ids, the same file.
        await ReadAsync(store.Id, async context =>
        {
            var old = await context.SourceImages.AsNoTracking().SingleAsync();
            await context.SourceImages.ExecuteUpdateAsync(image => image.SetProperty(row => row.RemovedAt, Clock.GetUtcNow()));
            context.SourceImages.Add(new() { StoreId = old.StoreId, Id = Guid.CreateVersion7(Clock.GetUtcNow()), ProductId = old.ProductId, ShopifyId = "another", Url = old.Url, ObjectKey = old.ObjectKey, Sha256 = "bytes" });
            return await context.SaveChangesAsync();
        });
        Assert.That((await PlanAsync(store, 1)).Reused, Is.EqualTo(1));
    }

    [Test]
    public async Task D23_Another_stores_result_is_never_served()
    {
        var (one, two) = (await AddStoreAsync(credits: 10), await AddStoreAsync(credits: 10));
        foreach (var store in (TestStore[])[one, two])
        {
            await ReadAsync(store.Id, context => context.SourceImages.ExecuteUpdateAsync(image => image.SetProperty(row => row.Sha256, "bytes of both")));
        }

        await StartBatchAsync(one);
        await DrainAsync(one.Id);
        Assert.That((await PlanAsync(two, 1)).Reused, Is.Zero);
    }

    [Test]
    public async Task D23_A_video_of_another_length_is_another_order_and_a_picture_is_not()
    {
        var store = await AddStoreAsync(credits: 1_000);
        var content = new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1), new RecipeStyle("brand-film", 1080, 1920, 1)], "", false, null);
        await StartAsync(store, content);
        await StartAsync(store, content with { VideoSeconds = 10 });
        await StartAsync(store, content with { VideoSeconds = 20 });
        var orders = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().Select(row => new { row.Kind, row.OrderHash }).Distinct().ToListAsync());
        Assert.That((orders.Count(order => order.Kind is GenerationKind.Image), orders.Count(order => order.Kind is GenerationKind.Video)), Is.EqualTo((1, 3)));
    }

    private Task<bool> HeldBackAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.Assets.Where(asset => asset.BatchId == batchId).Select(asset => asset.HeldBack).SingleAsync());

    private static RecipeContent Content(int copies) => new([new RecipeStyle("studio-shot", 64, 64, copies)], "", false, null);

    private Task<Guid> StartAsync(TestStore store, RecipeContent content) => Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
        new BatchRequest("Test", store.Products, content, Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), "test"), CancellationToken.None));

    private Task<BatchPlan> PlanAsync(TestStore store, int copies) => Work.RunAsync(store.Id, scope =>
        scope.GetRequiredService<BatchPlanner>().PlanAsync(store.Products, Content(copies), CancellationToken.None));
}
