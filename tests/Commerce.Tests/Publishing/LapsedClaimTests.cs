using Commerce.Publishing;
using Commerce.Tests.Infrastructure;

namespace Commerce.Tests.Publishing;

/// <summary>A worker that was held up for longer than its lease publishes nothing any more.</summary>
public sealed class LapsedClaimTests : PublishingFixture
{
    [Test]
    public async Task A_publication_that_another_worker_took_before_the_claim_was_read_is_left_to_it()
    {
        await HandOver.BetweenClaimAndReadAsync(Database.Owner, "publications");
        var product = await AddMediaAsync(pictures: 1);
        var before = Text(await GalleryAsync(product.Handle));
        var runId = await PublishAsync(product);
        Assert.That(await Backlog.AdvanceNextAsync(StoreId, HandOver.Slow, CancellationToken.None), Is.False);

        var publication = await OfRunAsync(runId);
        Assert.That((publication.LeaseOwner, publication.State), Is.EqualTo((HandOver.Quick, PublicationState.Queued)));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(before));
    }
}
