using System.Text.Json.Nodes;
using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>Pictures on variants: Brass shows the gallery's first picture, Copper and Black show none of their own.</summary>
public sealed class VariantTests : PublishingFixture
{
    [TestCase(Placement.End)]
    [TestCase(Placement.Replace)]
    public async Task Item28_Variants_show_the_chosen_pictures_and_a_revert_gives_back_what_they_showed(Placement placement)
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = await ProductAsync(product.Handle);
        var runId = await PublishAsync(await AskedAsync(product, placement, ("Brass", 0), ("Copper", 1)));
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
        var shown = Shown(await ProductAsync(product.Handle));
        Assert.That(shown, Is.EqualTo(new[] { publication.Items[0].FileId, publication.Items[1].FileId, null }));

        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted), (await OfRunAsync(runId)).Message);
        Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(Text(before)));
    }

    [Test]
    public async Task Item28_A_variant_that_somebody_gave_another_picture_keeps_it()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(await AskedAsync(product, Placement.End, ("Brass", 0)));
        await DrainAsync();
        var theirs = Ids(await GalleryAsync(product.Handle))[2];
        await EditAsync(product.Handle, new { op = "variant", variant = await VariantAsync(product, "Brass"), id = theirs });
        var changed = await ProductAsync(product.Handle);
        await RevertAsync((await OfRunAsync(runId)).Id);
        await DrainAsync();
        var stopped = await OfRunAsync(runId);
        Assert.That((stopped.State, stopped.Conflict!.ToString()), Is.EqualTo((PublicationState.RevertFailed, "1 variant picture changed")));
        Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(Text(changed)));

        await DecideAsync(decisions => decisions.RevertAsync([stopped.Id], keepChanges: true, CancellationToken.None));
        await DrainAsync();
        var reverted = await OfRunAsync(runId);
        Assert.That(reverted.State, Is.EqualTo(PublicationState.Reverted), reverted.Message);
        Assert.That(reverted.Message, Does.Contain("1 variant picture changed"));
        Assert.That(Shown(await ProductAsync(product.Handle))[0], Is.EqualTo(theirs));
        Assert.That(Ids(await GalleryAsync(product.Handle)), Has.Count.EqualTo(3));
    }

    [TestCase("productVariantDetachMedia")]
    [TestCase("productVariantAppendMedia")]
    public async Task A_lost_answer_about_a_variant_is_followed_by_a_look(string call)
    {
        var product = await AddMediaAsync(pictures: 1);
        var before = await ProductAsync(product.Handle);
        await FaultAsync("lost-answer", call);
        var runId = await PublishAsync(await AskedAsync(product, Placement.End, ("Brass", 0)));
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
        Assert.That(Shown(await ProductAsync(product.Handle))[0], Is.EqualTo(publication.Items[0].FileId));
        await FaultAsync("lost-answer", call);
        await RevertAsync(publication.Id);
        await DrainAsync();
        Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(Text(before)));
    }

    [Test]
    public async Task A_video_is_never_put_on_a_variant()
    {
        var product = await AddMediaAsync(pictures: 0, videos: 1);
        var runId = await PublishAsync(await AskedAsync(product, Placement.End, ("Copper", 0)));
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).Items[0].VariantIds, Is.Empty);
        Assert.That(Shown(await ProductAsync(product.Handle))[1], Is.Null);
    }

    private static List<string?> Shown(JsonObject product) => [.. product["variants"]!.AsArray().Select(variant => (string?)variant!["mediaIds"]!.AsArray().FirstOrDefault())];

    private Task<string> VariantAsync(TestProduct product, string title) => ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id && row.Title == title).Select(row => row.ShopifyId).SingleAsync());

    private async Task<PublicationRequest> AskedAsync(TestProduct product, Placement placement, params (string Variant, int Asset)[] chosen)
    {
        var variants = await ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id).ToDictionaryAsync(row => row.Title, row => row.Id));
        return new PublicationRequest(product.Assets, placement, new Dictionary<Guid, string>(), "staff 901")
        {
            VariantPictures = chosen.ToDictionary(pair => variants[pair.Variant], pair => product.Assets[pair.Asset]),
        };
    }
}
