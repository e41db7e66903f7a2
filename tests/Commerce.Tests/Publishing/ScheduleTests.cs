using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

/// <summary>Publications that are taken back by themselves.</summary>
public sealed class ScheduleTests : PublishingFixture
{
    [Test]
    public async Task On_its_day_a_publication_is_taken_back_exactly_and_not_a_moment_before()
    {
        var product = await AddMediaAsync(pictures: 1);
        var before = Text(await GalleryAsync(product.Handle));
        var day = Clock.GetUtcNow().AddDays(3);
        var runId = await PublishAsync(new PublicationRequest(product.Assets, Placement.Front, new Dictionary<Guid, string>(), "staff 901") { RevertAt = day });
        await UntilPublishedAsync(runId);
        Assert.That(await Backlog.SettleAsync(StoreId, CancellationToken.None), Is.EqualTo(day).Within(TimeSpan.FromMilliseconds(1)), "the lanes wake then");
        Clock.MoveTo(day.AddSeconds(-1));
        Assert.That(await Backlog.AdvanceNextAsync(StoreId, "worker", CancellationToken.None), Is.False);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(before));
    }

    [Test]
    public async Task The_day_can_be_set_moved_and_lifted_afterwards()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(product);
        await UntilPublishedAsync(runId);
        var id = (await OfRunAsync(runId)).Id;
        var (soon, later) = (Clock.GetUtcNow().AddDays(1), Clock.GetUtcNow().AddDays(9));
        await DecideAsync(decisions => decisions.ScheduleAsync([id], soon, CancellationToken.None));
        await DecideAsync(decisions => decisions.ScheduleAsync([id], later, CancellationToken.None));
        Clock.MoveTo(soon.AddHours(1));
        Assert.That(await Backlog.AdvanceNextAsync(StoreId, "worker", CancellationToken.None), Is.False);
        await DecideAsync(decisions => decisions.ScheduleAsync([id], null, CancellationToken.None));
        Clock.MoveTo(later.AddHours(1));
        Assert.That(await Backlog.AdvanceNextAsync(StoreId, "worker", CancellationToken.None), Is.False);
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
    }

    [Test]
    public async Task On_its_day_a_gallery_that_was_changed_is_left_alone_and_listed()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(new PublicationRequest(product.Assets, Placement.End, new Dictionary<Guid, string>(), "staff 901") { RevertAt = Clock.GetUtcNow().AddDays(1) });
        await UntilPublishedAsync(runId);
        await EditAsync(product.Handle, new { op = "alt", id = Ids(await GalleryAsync(product.Handle))[0], alt = "Edited by hand" });
        var changed = Text(await GalleryAsync(product.Handle));
        await DrainAsync();
        var stopped = await OfRunAsync(runId);
        Assert.That((stopped.State, stopped.Conflict!.ToString()), Is.EqualTo((PublicationState.RevertFailed, "1 alt text edited")));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(changed));
    }

    private async Task UntilPublishedAsync(Guid? runId)
    {
        while ((await OfRunAsync(runId)).State is PublicationState.Queued or PublicationState.Publishing)
        {
            if (!await Backlog.AdvanceNextAsync(StoreId, "worker", CancellationToken.None))
            {
                Clock.MoveTo((await Backlog.SettleAsync(StoreId, CancellationToken.None))!.Value);
            }
        }
    }
}
