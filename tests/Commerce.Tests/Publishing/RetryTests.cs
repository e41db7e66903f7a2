using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>What failed, tried again.</summary>
public sealed class RetryTests : PublishingFixture
{
    [Test]
    public async Task Item31_What_shopify_could_not_process_is_made_anew_by_one_click_beside_what_stands()
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = Text(await GalleryAsync(product.Handle));
        await FaultAsync("media-failed");
        var runId = await PublishAsync(product, Placement.Front);
        await DrainAsync();
        var first = await OfRunAsync(runId);
        Assert.That(first.Items[0].Message, Is.EqualTo("Shopify could not process it: The image could not be processed."));
        Assert.That(await DecideAsync(decisions => decisions.RetryAsync([first.Id], CancellationToken.None)), Is.EqualTo(1));
        await DrainAsync();
        var again = await OfRunAsync(runId);
        Assert.Multiple(async () =>
        {
            Assert.That((again.State, again.Message), Is.EqualTo((PublicationState.Published, (string?)null)));
            Assert.That(again.Items.Select(item => item.State), Is.All.EqualTo(PublicationItemState.Verified));
            Assert.That(again.Items[1].FileId, Is.EqualTo(first.Items[1].FileId), "what stood was not made again");
            Assert.That(again.Items[0].FileName, Does.EndWith("-2.png"));
            Assert.That(Ids(await GalleryAsync(product.Handle)).Take(2), Is.EqualTo(again.Items.Select(item => item.FileId)));
        });
        await RevertAsync(again.Id);
        await DrainAsync();
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(before));
    }

    [Test]
    public async Task Item31_Another_try_is_not_made_on_a_gallery_that_was_changed_meanwhile()
    {
        var product = await AddMediaAsync(pictures: 2);
        await FaultAsync("media-failed");
        var runId = await PublishAsync(product);
        await DrainAsync();
        await EditAsync(product.Handle, new { op = "alt", id = Ids(await GalleryAsync(product.Handle))[0], alt = "Edited by hand" });
        var changed = Text(await GalleryAsync(product.Handle));
        await DecideAsync(async decisions => await decisions.RetryAsync([(await OfRunAsync(runId)).Id], CancellationToken.None));
        await DrainAsync();
        var stopped = await OfRunAsync(runId);
        Assert.That((stopped.State, stopped.Conflict!.ToString()), Is.EqualTo((PublicationState.Published, "1 alt text edited")), "what was published before still is");
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(changed));
        await RevertAsync(stopped.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.RevertFailed), "the change is still known to be one");
    }

    [TestCase(1, 0, 10)]
    [TestCase(0, 1, 30)]
    public async Task Item31_What_never_becomes_ready_is_given_up_after_its_time(int pictures, int videos, int minutes)
    {
        var product = await AddMediaAsync(pictures, videos);
        await FaultAsync("media-stuck");
        var started = Clock.GetUtcNow();
        var runId = await PublishAsync(product);
        Kill.Arm(0);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.Multiple(() =>
        {
            Assert.That((publication.State, publication.Message), Is.EqualTo((PublicationState.Failed, $"Shopify was still processing it after {minutes} minutes.")));
            Assert.That(Clock.GetUtcNow() - started, Is.InRange(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes + 1)));
            Assert.That(Kill.Passed.Count(call => call == "before FileStatus"), Is.LessThan(minutes * 6), "looked at ever less often");
        });
    }

    [Test]
    public async Task A_run_of_many_products_ends_with_the_failed_ones_listed_and_one_click_mends_them()
    {
        TestProduct[] products = [await AddMediaAsync(pictures: 1), await AddMediaAsync(pictures: 1), await AddMediaAsync(pictures: 1), await AddMediaAsync(pictures: 1)];
        await FaultAsync("5xx", "stagedUploadsCreate", times: 1000);
        var runId = await PublishAsync([.. products.SelectMany(product => product.Assets)]);
        await DrainAsync("one", "two");
        Assert.That(await StatesAsync(runId), Is.All.EqualTo(PublicationState.Failed));
        using (await Sandbox.Control.DeleteAsync("control/faults"))
        {
        }

        var ids = await ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.Id).ToListAsync());
        await DecideAsync(decisions => decisions.RetryAsync(ids, CancellationToken.None));
        await DrainAsync("one", "two");
        Assert.That(await StatesAsync(runId), Is.All.EqualTo(PublicationState.Published));
        Assert.That(await DecideAsync(decisions => decisions.RetryAsync(ids, CancellationToken.None)), Is.Zero, "nothing is left to try");
        await RevertAsync([.. ids]);
        await DrainAsync("one", "two");
        Assert.That(await StatesAsync(runId), Is.All.EqualTo(PublicationState.Reverted));
    }

    private Task<List<PublicationState>> StatesAsync(Guid? runId) => ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.State).ToListAsync());
}
