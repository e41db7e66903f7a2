using Commerce.Brand;
using Commerce.Stores;
using Commerce.Web.Stores;

namespace Commerce.Web.Tests.Stores;

public sealed class NextStepTests
{
    private static readonly NextStepFacts Settled = new(
        SyncState.Done, Products: 10, HasBrand: true, ReadingState.Done, HasBatches: true, ToReview: 0, ToPublish: 0, Credits: 100, Running: false, Uncovered: 0);

    [Test]
    public void Nothing_left_to_do_is_said() => Assert.That(Settled.Decide(), Is.EqualTo(NextStep.AllDone));

    [TestCase(SyncState.Never)]
    [TestCase(SyncState.Queued)]
    [TestCase(SyncState.Running)]
    public void A_catalogue_on_its_way_comes_before_everything(SyncState state) =>
        Assert.That((Settled with { Sync = state, ToReview = 5 }).Decide(), Is.EqualTo(NextStep.WaitForCatalogue));

    [Test]
    public void A_failed_sync_is_tried_again_first() =>
        Assert.That((Settled with { Sync = SyncState.Failed, HasBrand = false }).Decide(), Is.EqualTo(NextStep.SyncAgain));

    [Test]
    public void The_website_is_read_before_the_first_batch()
    {
        var fresh = Settled with { HasBrand = false, HasBatches = false, Reading = null };
        Assert.Multiple(() =>
        {
            Assert.That(fresh.Decide(), Is.EqualTo(NextStep.ReadSite));
            Assert.That((fresh with { Reading = ReadingState.Running }).Decide(), Is.EqualTo(NextStep.WaitForBrand));
            Assert.That((fresh with { Reading = ReadingState.Failed }).Decide(), Is.EqualTo(NextStep.ReadSite));
            Assert.That((fresh with { HasBrand = true }).Decide(), Is.EqualTo(NextStep.FirstBatch));
            Assert.That((fresh with { Products = 0 }).Decide(), Is.EqualTo(NextStep.AddProducts));
        });
    }

    [Test]
    public void A_run_that_made_nothing_comes_first_and_a_resting_one_after_publishing() => Assert.Multiple(() =>
    {
        Assert.That((Settled with { LastFailed = true, ToReview = 3 }).Decide(), Is.EqualTo(NextStep.MendRun));
        Assert.That((Settled with { Paused = true, ToPublish = 3 }).Decide(), Is.EqualTo(NextStep.Publish));
        Assert.That((Settled with { Paused = true, Uncovered = 3 }).Decide(), Is.EqualTo(NextStep.ResumeRun));
    });

    [Test]
    public void Decisions_come_before_publishing_and_publishing_before_money()
    {
        var busy = Settled with { ToReview = 3, ToPublish = 4, Credits = 2, Uncovered = 5 };
        Assert.Multiple(() =>
        {
            Assert.That(busy.Decide(), Is.EqualTo(NextStep.Review));
            Assert.That((busy with { ToReview = 0 }).Decide(), Is.EqualTo(NextStep.Publish));
            Assert.That((busy with { ToReview = 0, ToPublish = 0 }).Decide(), Is.EqualTo(NextStep.TopUp));
            Assert.That((busy with { ToReview = 0, ToPublish = 0, Running = true }).Decide(), Is.EqualTo(NextStep.CoverMore));
        });
    }
}
