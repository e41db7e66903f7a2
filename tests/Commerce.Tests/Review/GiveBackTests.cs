using Commerce.Credits;
using Commerce.Library;
using Commerce.Review;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Review;

[Category("Database")]
public sealed class GiveBackTests : CoreFixture
{
    private const string Mira = "staff 901";
    private static readonly Rejection BadEdges = new("bad-edges", null);
    private static readonly Rejection Duplicate = new("duplicate", null);

    [Test]
    public async Task D1_A_result_rejected_for_bad_work_gives_its_credits_back_once()
    {
        var (store, assets) = await DeliverAsync(products: 5);
        var outcome = await RejectAsync(store, BadEdges, assets[0]);
        await RejectAsync(store, BadEdges, assets[0]);
        await RejectAsync(store, new Rejection("wrong-colour", null), assets[0]);
        Assert.Multiple(async () =>
        {
            Assert.That(outcome!.GivenBack, Is.EqualTo(1));
            Assert.That(await AvailableAsync(store), Is.EqualTo(96));
            var line = (await GiveBacksAsync(store)).Single();
            Assert.That((line.AvailableChange, line.Note, line.GenerationId, line.BatchId), Is.EqualTo((1L, "Bad edges", (Guid?)assets[0].GenerationId, (Guid?)assets[0].BatchId)));
        });
    }

    [Test]
    public async Task D1_A_rejection_that_is_not_about_our_work_gives_nothing_back()
    {
        var (store, assets) = await DeliverAsync(products: 1);
        var outcome = await RejectAsync(store, Duplicate, assets[0]);
        Assert.That((outcome!.GivenBack, outcome.KeptBack, await AvailableAsync(store)), Is.EqualTo((0L, 0L, 99L)));
    }

    [Test]
    public async Task D1_A_batch_gives_back_a_fifth_of_what_it_cost_and_the_rest_stands_rejected()
    {
        var (store, assets) = await DeliverAsync(products: 11);
        var outcome = await RejectAsync(store, BadEdges, [.. assets]);
        Assert.Multiple(async () =>
        {
            Assert.That((outcome!.GivenBack, outcome.KeptBack, outcome.Changed.Count), Is.EqualTo((3L, 8L, 11)));
            Assert.That(await AvailableAsync(store), Is.EqualTo(92));
        });
    }

    [Test]
    public async Task D1_Batches_of_one_never_give_back_more_than_the_stores_own_share()
    {
        var store = await AddStoreAsync(credits: 100, products: 15);
        var back = 0L;
        foreach (var product in store.Products)
        {
            await StartBatchAsync(store with { Products = [product] });
            await DrainAsync(store.Id);
            var asset = await ReadAsync(store.Id, context => context.Assets.AsNoTracking().SingleAsync(asset => asset.ReviewState == ReviewState.Pending));
            back += (await RejectAsync(store.Id, BadEdges, asset))!.GivenBack;
        }

        Assert.That(back, Is.EqualTo(FairShare.AlwaysOfStore));
        Clock.Advance(TimeSpan.FromDays(FairShare.Days + 1));
        await StartBatchAsync(store with { Products = [store.Products[0]] });
        await DrainAsync(store.Id);
        var later = await ReadAsync(store.Id, context => context.Assets.AsNoTracking().SingleAsync(asset => asset.ReviewState == ReviewState.Pending));
        Assert.That((await RejectAsync(store.Id, BadEdges, later))!.GivenBack, Is.EqualTo(1));
    }

    [Test]
    public async Task D1_Reviewers_at_once_never_get_more_than_the_share_together()
    {
        var (store, assets) = await DeliverAsync(products: 20);
        await Task.WhenAll(assets.Select(asset => Task.Run(() => RejectAsync(store, BadEdges, asset))));
        Assert.That(await AvailableAsync(store), Is.EqualTo(84));
    }

    [TestCase("approve")]
    [TestCase("withdraw")]
    [TestCase("duplicate")]
    public async Task D1_A_result_accepted_after_all_is_paid_again(string act)
    {
        var (store, assets) = await DeliverAsync(products: 1);
        await RejectAsync(store, BadEdges, assets[0]);
        var outcome = await AgainAsync(act, store, assets[0]);
        Assert.That((outcome!.GivenBack, await AvailableAsync(store)), Is.EqualTo((-1L, 99L)));
        var third = await RejectAsync(store, BadEdges, assets[0]);
        Assert.That((third!.GivenBack, await AvailableAsync(store)), Is.EqualTo((1L, 100L)));
    }

    [Test]
    public async Task D1_A_result_whose_credits_are_spent_stays_rejected()
    {
        var (store, assets) = await DeliverAsync(products: 1, credits: 1);
        await RejectAsync(store, BadEdges, assets[0]);
        await Work.RunAsync(store, scope => scope.GetRequiredService<Ledger>().ExpireAsync("gone", 1, "Spent", default));
        var outcome = await AgainAsync("approve", store, assets[0]);
        Assert.Multiple(async () =>
        {
            Assert.That(outcome!.Refused, Is.EqualTo(new[] { new Refusal(assets[0].Id, RefusalKind.CreditsSpent, "1") }));
            Assert.That(await ReadAsync(store, context => context.Assets.Select(asset => asset.ReviewState).SingleAsync()), Is.EqualTo(ReviewState.Rejected));
            Assert.That(await AvailableAsync(store), Is.Zero);
        });
    }

    [Test]
    public async Task D1_A_result_that_was_served_again_for_nothing_gives_nothing_back()
    {
        var (store, assets) = await DeliverAsync(products: 1);
        await StartBatchAsync(new TestStore(store, [assets[0].ProductId]));
        await DrainAsync(store);
        var served = await ReadAsync(store, context => context.Assets.AsNoTracking().SingleAsync(asset => asset.Id != assets[0].Id));
        var outcome = await RejectAsync(store, BadEdges, served);
        Assert.That((outcome!.GivenBack, outcome.KeptBack, await AvailableAsync(store)), Is.EqualTo((0L, 0L, 99L)));
    }

    private async Task<(Guid Store, List<Asset> Assets)> DeliverAsync(int products, long credits = 100)
    {
        var store = await AddStoreAsync(credits, products);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        return (store.Id, await ReadAsync(store.Id, context => context.Assets.AsNoTracking().OrderBy(asset => asset.ProductId).ToListAsync()));
    }

    private Task<ReviewOutcome?> RejectAsync(Guid store, Rejection rejection, params Asset[] assets) =>
        ActAsync(store, reviewing => reviewing.RejectAsync(Seen(assets), rejection, Mira, default));

    private Task<ReviewOutcome?> AgainAsync(string act, Guid store, Asset asset) => ActAsync(store, reviewing => act switch
    {
        "approve" => reviewing.ApproveAsync(Seen(asset), Mira, default),
        "withdraw" => reviewing.WithdrawAsync(Seen(asset), Mira, default),
        _ => reviewing.RejectAsync(Seen(asset), Duplicate, Mira, default),
    });

    private Task<ReviewOutcome?> ActAsync(Guid store, Func<Reviewing, Task<ReviewOutcome?>> act) =>
        Work.RunAsync(store, scope => act(ActivatorUtilities.CreateInstance<Reviewing>(scope)));

    private Task<long> AvailableAsync(Guid store) => ReadAsync(store, async context =>
    {
        var check = await LedgerCheck.RunAsync(context, default);
        Assert.That(check.Faults, Is.Empty);
        return check.Available;
    });

    private Task<List<Entry>> GiveBacksAsync(Guid store) =>
        ReadAsync(store, context => context.Entries.AsNoTracking().Where(entry => entry.Kind == EntryKind.Adjust).ToListAsync());

    private static SeenAsset[] Seen(params Asset[] assets) => [.. assets.Select(asset => new SeenAsset(asset.Id, asset.Sha256))];
}
