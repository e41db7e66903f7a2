using System.Text.Json.Nodes;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>The way back, compared with the shop's own state byte for byte.</summary>
public sealed class RevertTests : PublishingFixture
{
    [TestCase(Placement.End)]
    [TestCase(Placement.Front)]
    [TestCase(Placement.AfterFirst)]
    [TestCase(Placement.Replace)]
    public async Task Item28_Restores_set_order_and_alt_texts_exactly(Placement placement)
    {
        var product = await AddMediaAsync(pictures: 2, videos: 1);
        var before = await GalleryAsync(product.Handle);
        var publication = await PublishedAsync(product, placement);
        await RevertAsync(publication.Id);
        await DrainAsync();
        var reverted = await OfRunAsync(publication.RunId);
        Assert.Multiple(async () =>
        {
            Assert.That(reverted.State, Is.EqualTo(PublicationState.Reverted), reverted.Message);
            Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(before)));
            Assert.That(reverted.RevertReceipt!.Media.Select(medium => medium.Id), Is.EqualTo(Ids(before)));
            Assert.That(reverted.Items.Select(item => item.State), Is.All.EqualTo(PublicationItemState.Detached));
        });
    }

    [TestCase("delete", "1 removed, 1 variant picture changed")]
    [TestCase("move", "1 moved")]
    [TestCase("alt", "1 alt text edited")]
    public async Task Item28_Stops_and_says_so_when_the_gallery_was_changed_since(string edit, string words)
    {
        var product = await AddMediaAsync(pictures: 1);
        var publication = await PublishedAsync(product, Placement.Front);
        var own = Ids(await GalleryAsync(product.Handle))[1];
        await EditAsync(product.Handle, edit switch
        {
            "delete" => new { op = "delete", id = own },
            "move" => (object)new { op = "move", id = own, position = 3 },
            _ => new { op = "alt", id = own, alt = "Written by hand" },
        });
        var changed = await GalleryAsync(product.Handle);
        await RevertAsync(publication.Id);
        await DrainAsync();
        var reverted = await OfRunAsync(publication.RunId);
        Assert.Multiple(async () =>
        {
            Assert.That(reverted.State, Is.EqualTo(PublicationState.RevertFailed));
            Assert.That(reverted.Conflict!.ToString(), Is.EqualTo(words));
            Assert.That(reverted.Message, Does.Contain(words).And.Contain("Nothing was reverted"));
            Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(changed)), "nothing is lost");
        });
    }

    [Test]
    public async Task Media_of_ours_that_the_merchant_took_out_need_no_taking_out()
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = await GalleryAsync(product.Handle);
        var publication = await PublishedAsync(product);
        await EditAsync(product.Handle, new { op = "delete", id = publication.Items[0].FileId });
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(publication.RunId)).State, Is.EqualTo(PublicationState.Reverted));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(before)));
    }

    [Test]
    public async Task A_change_while_it_is_put_in_place_is_kept_and_reverted_to()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(product, Placement.Front);
        await FaultAsync("5xx", "productReorderMedia", times: 5);
        while ((await OfRunAsync(runId)).Items[0].State != PublicationItemState.Attached)
        {
            Assert.That(await Backlog.AdvanceNextAsync(StoreId, "worker", CancellationToken.None), Is.True);
            Clock.MoveTo(await Backlog.SettleAsync(StoreId, CancellationToken.None) ?? Clock.GetUtcNow());
        }

        await EditAsync(product.Handle, new { op = "move", id = Ids(await GalleryAsync(product.Handle))[0], position = 2 });
        var ours = (await OfRunAsync(runId)).Items[0].FileId!;
        var changed = Ids(await GalleryAsync(product.Handle)).Where(id => id != ours).ToList();
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published));
        Assert.That(Ids(await GalleryAsync(product.Handle)), Is.EqualTo((string[])[ours, .. changed]));
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That(Ids(await GalleryAsync(product.Handle)), Is.EqualTo(changed));
    }

    [Test]
    public async Task Goes_newest_first()
    {
        var product = await AddMediaAsync(pictures: 1);
        var before = await GalleryAsync(product.Handle);
        var older = await PublishedAsync(product);
        var newer = await PublishedAsync(product with { Assets = await AddAssetsAsync(product.Id, 1, 0) }, Placement.Front);
        await RevertAsync(older.Id);
        await DrainAsync();
        var refused = await OfRunAsync(older.RunId);
        Assert.That((refused.State, refused.Message), Is.EqualTo((PublicationState.RevertFailed, "A later publication of this product is still in its gallery. Revert that one first.")));

        await RevertAsync(older.Id, newer.Id);
        await DrainAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await OfRunAsync(newer.RunId)).State, Is.EqualTo(PublicationState.Reverted));
            Assert.That((await OfRunAsync(older.RunId)).State, Is.EqualTo(PublicationState.Reverted));
            Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(before)));
        });
    }

    [Test]
    public async Task Two_publications_of_one_product_at_once_take_turns()
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = await GalleryAsync(product.Handle);
        var first = await PublishAsync([product.Assets[0]], Placement.Front);
        var second = await PublishAsync([product.Assets[1]], Placement.Front);
        await DrainAsync("one", "two");
        var (one, two) = (await OfRunAsync(first), await OfRunAsync(second));
        Assert.Multiple(async () =>
        {
            Assert.That(new[] { one.State, two.State }, Is.All.EqualTo(PublicationState.Published), $"{one.Message} {two.Message}");
            Assert.That(await GalleryAsync(product.Handle), Has.Count.EqualTo(5));
        });
        await RevertAsync(one.Id, two.Id);
        await DrainAsync("one", "two");
        Assert.Multiple(async () =>
        {
            Assert.That((await OfRunAsync(first)).State, Is.EqualTo(PublicationState.Reverted));
            Assert.That((await OfRunAsync(second)).State, Is.EqualTo(PublicationState.Reverted));
            Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(before)));
        });
    }

    [Test]
    public async Task A_publication_that_broke_off_half_attached_can_be_taken_back_and_its_media_are_not_added_twice()
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = await GalleryAsync(product.Handle);
        var runId = await PublishAsync(product, Placement.Front);
        await FaultAsync("5xx", "productReorderMedia", times: 200);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That((publication.State, publication.Message), Is.EqualTo((PublicationState.Failed, "Shopify answered 503 to ProductReorderMedia.")));
        Assert.That(await GalleryAsync(product.Handle), Has.Count.EqualTo(5), "attached, not yet moved");
        Assert.That(await PublishAsync(product), Is.Null);

        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted));
        Assert.That(Text(await GalleryAsync(product.Handle)), Is.EqualTo(Text(before)));
    }

    private async Task<Publication> PublishedAsync(TestProduct product, Placement placement = Placement.End)
    {
        var runId = await PublishAsync(product, placement);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
        return publication;
    }
}
