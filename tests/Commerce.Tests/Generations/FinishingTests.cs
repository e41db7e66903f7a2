using System.Security.Cryptography;
using System.Text;
using Commerce.Batches;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Media.Captions;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Plans;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

/// <summary>What a result's file carries and what is known of it when it is delivered.</summary>
[Category("Database")]
public sealed class FinishingTests : CoreFixture
{
    private const int Side = 600;

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task D15_A_delivered_picture_tells_what_made_it_by_which_recipe_and_from_which_picture()
    {
        var store = await AddStoreAsync();
        var batch = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var (asset, bytes) = await DeliveredAsync(store.Id, batch);
        var source = await ReadAsync(store.Id, context => context.SourceImages.Select(image => image.ObjectKey).SingleAsync());
        var recipe = await ReadAsync(store.Id, context => context.Batches.Select(row => row.RecipeId).SingleAsync());
        var origin = OriginMark.Read(bytes)!;
        Assert.Multiple(async () =>
        {
            Assert.That((origin.SourceType, origin.Model, origin.Recipe), Is.EqualTo((asset.DigitalSourceType, asset.Model, $"{asset.Style} {recipe:N}")));
            Assert.That(origin.SourceSha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(await BytesAsync(source!)))));
            Assert.That(asset.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))), "the fingerprint is that of the finished file");
        });
    }

    [Test]
    public async Task A_picture_carries_a_mark_on_the_free_plan_only_and_is_made_anew_without_it_after_an_upgrade()
    {
        var store = await AddStoreAsync();
        var free = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        await ReadAsync(store.Id, context => context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.Plan, "pro")));
        var paid = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var (_, marked) = await DeliveredAsync(store.Id, free);
        var (asset, clean) = await DeliveredAsync(store.Id, paid);
        Assert.Multiple(() =>
        {
            Assert.That(PlanCatalogue.Find("pro"), Is.Not.Null);
            Assert.That(Pixels(clean), Is.EqualTo(Pixels(TestPicture.Png(asset.Width, asset.Height))), "nothing was changed");
            Assert.That(Pixels(marked), Is.Not.EqualTo(Pixels(clean)));
            Assert.That(Images.Submitted, Has.Count.EqualTo(2), "a marked result does not serve an order for one without");
        });
    }

    [Test]
    public async Task D3_A_result_whose_maker_says_nothing_of_its_fidelity_is_measured_and_held_back_where_the_product_is_another()
    {
        Images.Fidelity = null;
        var shown = TestPicture.Product(Side, seed: 3);
        Images.OnMade = _ => shown;
        var (own, other) = (await MakeAsync(shown), await MakeAsync(TestPicture.Product(Side, seed: 8)));
        Assert.Multiple(() =>
        {
            Assert.That(own.Fidelity, Is.GreaterThan(0.95));
            Assert.That((own.HeldBack, own.DifferenceKey is null), Is.EqualTo((false, false)));
            Assert.That(other.Fidelity ?? 0, Is.LessThan(0.5));
            Assert.That(other.HeldBack, Is.True);
        });
    }

    [Test]
    public async Task D3_A_result_whose_product_cannot_be_told_from_its_photo_is_held_back()
    {
        Images.Fidelity = null;
        var asset = await MakeAsync(TestPicture.Scene(Side));
        Assert.That((asset.Fidelity, asset.HeldBack, asset.DifferenceKey), Is.EqualTo(((double?)null, true, (string?)null)));
    }

    [Test]
    public async Task The_words_spoken_are_kept_beside_the_result_in_both_ways_of_writing_and_go_along_when_it_is_served_again()
    {
        Images.Captions = [new Caption(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), "Made of stoneware & glaze")];
        var store = await AddStoreAsync();
        var first = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var again = await StartBatchAsync(store);
        var (asset, _) = await DeliveredAsync(store.Id, first);
        var (served, _) = await DeliveredAsync(store.Id, again);
        Assert.Multiple(async () =>
        {
            Assert.That(served.CaptionsKey, Is.Not.Null.And.EqualTo(asset.CaptionsKey));
            Assert.That(Encoding.UTF8.GetString(await BytesAsync(asset.CaptionsKey!)), Does.StartWith("WEBVTT").And.Contain("00:01.000 --> 00:00:02.500").And.Contain("&amp; glaze"));
            Assert.That(CaptionFile.Read(await BytesAsync(asset.SubRipKey!)), Is.EqualTo(Images.Captions));
        });
    }

    [Test]
    public async Task A_result_without_a_voice_has_no_captions()
    {
        var store = await AddStoreAsync();
        var batch = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var (asset, _) = await DeliveredAsync(store.Id, batch);
        Assert.That((asset.CaptionsKey, asset.SubRipKey), Is.EqualTo(((string?)null, (string?)null)));
    }

    // One result of a product whose photo is this.
    private async Task<Asset> MakeAsync(byte[] photo)
    {
        var store = await AddStoreAsync();
        var key = await ReadAsync(store.Id, context => context.SourceImages.Select(image => image.ObjectKey).SingleAsync());
        await Services.GetRequiredService<IObjectStore>().PutAsync(key!, new MemoryStream(photo), "image/png", CancellationToken.None);
        var batch = await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("studio-shot", Side, Side, 1)], "", false, null), store.Id.ToString(), "test"), CancellationToken.None));
        await DrainAsync(store.Id);
        return (await DeliveredAsync(store.Id, batch)).Asset;
    }

    private async Task<(Asset Asset, byte[] Bytes)> DeliveredAsync(Guid storeId, Guid batchId)
    {
        var asset = await ReadAsync(storeId, context => context.Assets.AsNoTracking().SingleAsync(row => row.BatchId == batchId));
        return (asset, await BytesAsync(asset.ObjectKey));
    }

    private async Task<byte[]> BytesAsync(string key)
    {
        await using var stored = await Services.GetRequiredService<IObjectStore>().OpenAsync(key, CancellationToken.None);
        using var kept = new MemoryStream();
        await stored.Content.CopyToAsync(kept);
        return kept.ToArray();
    }

    private static byte[] Pixels(byte[] encoded)
    {
        using var picture = PictureIngest.Read(encoded);
        return picture.ToBytes();
    }
}
