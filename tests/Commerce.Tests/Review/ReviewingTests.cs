using Commerce.Library;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Review;

[Category("Database")]
public sealed class ReviewingTests : CoreFixture
{
    private const string Mira = "staff 901";
    private const string Tom = "staff 902";
    private static readonly Rejection BadEdges = new("bad-edges", "The strap is cut");

    [Test]
    public async Task Item32_An_approval_moves_the_state_and_writes_one_line_bound_to_the_bytes()
    {
        var (store, assets) = await DeliverAsync();
        var outcome = await ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default));
        var line = (await LinesAsync(store)).Single();
        Assert.Multiple(async () =>
        {
            Assert.That(outcome!.Changed, Is.EqualTo(new[] { assets[0].Id }));
            Assert.That((line.Decision, line.Sha256, line.DecidedBy), Is.EqualTo((Decision.Approved, assets[0].Sha256, Mira)));
            Assert.That(await StatesAsync(store), Is.EqualTo(new[] { ReviewState.Approved }));
        });
    }

    [Test]
    public async Task Item32_A_decision_about_other_bytes_than_those_seen_is_refused_and_the_rest_of_the_selection_goes_on()
    {
        var (store, assets) = await DeliverAsync(products: 2);
        var seen = new[] { Seen(assets)[0], new SeenAsset(assets[1].Id, new string('0', 64)) };
        var outcome = await ActAsync(store, reviewing => reviewing.ApproveAsync(seen, Mira, default));
        Assert.Multiple(async () =>
        {
            Assert.That(outcome!.Refused, Is.EqualTo(new[] { new Refusal(assets[1].Id, RefusalKind.BytesChanged, "") }));
            Assert.That(await StatesAsync(store), Is.EqualTo(new[] { ReviewState.Approved, ReviewState.Pending }));
        });
    }

    [Test]
    public async Task A_repeated_request_changes_nothing_and_writes_nothing()
    {
        var (store, assets) = await DeliverAsync();
        foreach (var act in new Func<Reviewing, Task<ReviewOutcome?>>[]
        {
            reviewing => reviewing.RejectAsync(Seen(assets), BadEdges, Mira, default),
            reviewing => reviewing.WithdrawAsync(Seen(assets), Mira, default),
            reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default),
        })
        {
            await ActAsync(store, act);
            var lines = await LinesAsync(store);
            var again = await ActAsync(store, act);
            Assert.That(again!.Unchanged, Has.Count.EqualTo(1));
            Assert.That(await LinesAsync(store), Has.Count.EqualTo(lines.Count));
        }
    }

    [Test]
    public async Task Another_reason_for_the_same_rejection_is_a_new_line()
    {
        var (store, assets) = await DeliverAsync();
        await ActAsync(store, reviewing => reviewing.RejectAsync(Seen(assets), BadEdges, Mira, default));
        await ActAsync(store, reviewing => reviewing.RejectAsync(Seen(assets), new Rejection("duplicate", null), Mira, default));
        Assert.That((await LinesAsync(store)).Select(line => line.Reason), Is.EqualTo(new[] { "bad-edges: The strap is cut", "duplicate" }));
    }

    [Test]
    public async Task Undo_takes_the_own_decision_back_and_leaves_that_of_somebody_else()
    {
        var (store, assets) = await DeliverAsync(products: 2);
        await ActAsync(store, reviewing => reviewing.RejectAsync([Seen(assets)[0]], BadEdges, Mira, default));
        await ActAsync(store, reviewing => reviewing.ApproveAsync([Seen(assets)[1]], Tom, default));
        var outcome = await ActAsync(store, reviewing => reviewing.WithdrawAsync(Seen(assets), Mira, default));
        Assert.Multiple(async () =>
        {
            Assert.That(outcome!.Changed, Is.EqualTo(new[] { assets[0].Id }));
            Assert.That(outcome.Refused, Is.EqualTo(new[] { new Refusal(assets[1].Id, RefusalKind.DecidedByAnother, Tom) }));
            Assert.That(await StatesAsync(store), Is.EqualTo(new[] { ReviewState.Pending, ReviewState.Approved }));
            Assert.That((await LinesAsync(store)).Last().Decision, Is.EqualTo(Decision.Withdrawn));
        });
    }

    [Test]
    public async Task Many_assets_are_decided_in_one_transaction_under_one_moment()
    {
        var (store, assets) = await DeliverAsync(products: 30);
        var outcome = await ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default));
        var lines = await LinesAsync(store);
        Assert.Multiple(() =>
        {
            Assert.That(outcome!.Changed, Has.Count.EqualTo(30));
            Assert.That(lines, Has.Count.EqualTo(30));
            Assert.That(lines.Select(line => line.DecidedAt).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task One_id_of_another_store_makes_the_whole_act_do_nothing()
    {
        var (mine, own) = await DeliverAsync();
        var (other, theirs) = await DeliverAsync();
        var outcome = await ActAsync(mine, reviewing => reviewing.ApproveAsync([.. Seen(own), .. Seen(theirs)], Mira, default));
        Assert.Multiple(async () =>
        {
            Assert.That(outcome, Is.Null);
            Assert.That(await StatesAsync(mine), Is.EqualTo(new[] { ReviewState.Pending }));
            Assert.That(await StatesAsync(other), Is.EqualTo(new[] { ReviewState.Pending }));
            Assert.That(await LinesAsync(mine), Is.Empty);
            Assert.That(await LinesAsync(other), Is.Empty);
        });
    }

    [TestCase(PublicationState.Published, PublicationItemState.Verified, true)]
    [TestCase(PublicationState.Queued, PublicationItemState.Planned, true)]
    [TestCase(PublicationState.RevertFailed, PublicationItemState.Verified, true)]
    [TestCase(PublicationState.Failed, PublicationItemState.Attached, true)]
    [TestCase(PublicationState.Failed, PublicationItemState.Staged, false)]
    [TestCase(PublicationState.Reverted, PublicationItemState.Detached, false)]
    public async Task What_is_live_or_on_its_way_stays_approved_until_its_publication_is_undone(PublicationState publication, PublicationItemState item, bool live)
    {
        var (store, assets) = await DeliverAsync();
        await ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default));
        await PublishAsync(store, assets[0], publication, item);
        var rejected = await ActAsync(store, reviewing => reviewing.RejectAsync(Seen(assets), BadEdges, Mira, default));
        Assert.Multiple(async () =>
        {
            Assert.That(rejected!.Refused, Is.EqualTo(live ? new[] { new Refusal(assets[0].Id, RefusalKind.Live, "Product 1") } : []));
            Assert.That(await StatesAsync(store), Is.EqualTo(new[] { live ? ReviewState.Approved : ReviewState.Rejected }));
        });

        var withdrawn = await ActAsync(store, reviewing => reviewing.WithdrawAsync(Seen(assets), Mira, default));
        Assert.That(withdrawn!.Refused.Select(refusal => refusal.Kind), Is.EqualTo(live ? new[] { RefusalKind.Live } : []));
    }

    [Test]
    public async Task Two_reviewers_with_overlapping_selections_both_end_and_the_log_agrees_with_the_state()
    {
        var (store, assets) = await DeliverAsync(products: 20);
        var backwards = Seen(assets).Reverse().ToList();
        await Task.WhenAll(
            Task.Run(() => ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default))),
            Task.Run(() => ActAsync(store, reviewing => reviewing.RejectAsync(backwards, BadEdges, Tom, default))));
        var lines = await LinesAsync(store);
        var last = lines.MaxBy(line => line.DecidedAt)!.Decision is Decision.Approved ? ReviewState.Approved : ReviewState.Rejected;
        Assert.That(lines, Has.Count.EqualTo(40));
        Assert.That(await StatesAsync(store), Is.All.EqualTo(last));
    }

    [TestCase(0.5)]
    [TestCase(null)]
    public async Task D3_A_result_too_far_from_its_product_is_approved_by_itself_and_never_with_others(double? fidelity)
    {
        Images.Fidelity = fidelity;
        var (store, assets) = await DeliverAsync(products: 2);
        Images.Reset();
        var together = await ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default));
        var alone = await ActAsync(store, reviewing => reviewing.ApproveAsync([Seen(assets)[0]], Mira, default));
        Assert.Multiple(async () =>
        {
            Assert.That(together!.Refused.Select(refusal => refusal.Kind), Is.EqualTo(new[] { RefusalKind.HeldBack, RefusalKind.HeldBack }));
            Assert.That(alone!.Changed, Is.EqualTo(new[] { assets[0].Id }));
            Assert.That(await StatesAsync(store), Is.EqualTo(new[] { ReviewState.Approved, ReviewState.Pending }));
        });
    }

    [Test]
    public async Task Item32_Log_lines_cannot_be_rewritten()
    {
        var (store, assets) = await DeliverAsync();
        await ActAsync(store, reviewing => reviewing.ApproveAsync(Seen(assets), Mira, default));
        Assert.That(
            () => ReadAsync(store, context => context.Reviews.ExecuteUpdateAsync(line => line.SetProperty(row => row.Decision, Decision.Rejected))),
            Throws.InstanceOf<PostgresException>());
    }

    private async Task<(Guid Store, List<Asset> Assets)> DeliverAsync(int products = 1)
    {
        var store = await AddStoreAsync(credits: products, products: products);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        return (store.Id, await ReadAsync(store.Id, context => context.Assets.AsNoTracking().OrderBy(asset => asset.ProductId).ToListAsync()));
    }

    private Task<ReviewOutcome?> ActAsync(Guid storeId, Func<Reviewing, Task<ReviewOutcome?>> act) =>
        Work.RunAsync(storeId, scope => act(ActivatorUtilities.CreateInstance<Reviewing>(scope)));

    private Task<List<ReviewDecision>> LinesAsync(Guid storeId) =>
        ReadAsync(storeId, context => context.Reviews.AsNoTracking().OrderBy(line => line.DecidedAt).ToListAsync());

    private Task<List<ReviewState>> StatesAsync(Guid storeId) =>
        ReadAsync(storeId, context => context.Assets.OrderBy(asset => asset.ProductId).Select(asset => asset.ReviewState).ToListAsync());

    private Task PublishAsync(Guid storeId, Asset asset, PublicationState state, PublicationItemState itemState) => ReadAsync(storeId, context =>
    {
        var publication = new Publication
        {
            StoreId = storeId, Id = Guid.CreateVersion7(Clock.GetUtcNow()), RunId = Guid.CreateVersion7(Clock.GetUtcNow()),
            ProductId = asset.ProductId, State = state, CreatedBy = Mira, CreatedAt = Clock.GetUtcNow(),
        };
        publication.Items.Add(new PublicationItem
        {
            StoreId = storeId, Id = Guid.CreateVersion7(Clock.GetUtcNow()), PublicationId = publication.Id, AssetId = asset.Id,
            Sha256 = asset.Sha256, FileName = "one.png", Alt = "One", State = itemState, UpdatedAt = Clock.GetUtcNow(),
        });
        context.Publications.Add(publication);
        return context.SaveChangesAsync();
    });

    private static IReadOnlyList<SeenAsset> Seen(IEnumerable<Asset> assets) => [.. assets.Select(asset => new SeenAsset(asset.Id, asset.Sha256))];
}
