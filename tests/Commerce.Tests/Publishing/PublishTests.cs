using System.Text.Json.Nodes;
using Commerce.Data;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Publishing;

/// <summary>What a publication does to a shop, read from the shop itself.</summary>
public sealed class PublishTests : PublishingFixture
{
    [TestCase(Placement.End)]
    [TestCase(Placement.Front)]
    [TestCase(Placement.AfterFirst)]
    [TestCase(Placement.Replace)]
    public async Task Pictures_and_a_video_stand_ready_in_position_with_the_approved_bytes_and_alt_texts(Placement placement)
    {
        var product = await AddMediaAsync(pictures: 2, videos: 1);
        var before = await GalleryAsync(product.Handle);
        var runId = await PublishAsync(product, placement, index => $"View {index + 1}");
        await DrainAsync();

        var (after, publication) = (await GalleryAsync(product.Handle), await OfRunAsync(runId));
        var added = after.Where(medium => publication.Items.Exists(item => item.FileId == (string)medium!["id"]!)).ToList();
        var expected = await ReadAsync(context => context.Assets.Where(asset => product.Assets.Contains(asset.Id)).OrderBy(asset => asset.Id).Select(asset => asset.Sha256).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(publication.State, Is.EqualTo(PublicationState.Published), publication.Message);
            Assert.That(after, Has.Count.EqualTo(6));
            Assert.That(added.Select(medium => (string)medium!["status"]!), Is.All.EqualTo("READY"));
            Assert.That(added.Select(medium => (string)medium!["sha256"]!), Is.EqualTo(expected));
            Assert.That(added.Select(medium => (string)medium!["alt"]!), Is.EqualTo(new[] { "View 1", "View 2", "View 3" }));
            Assert.That(added.Select(medium => (string)medium!["id"]!), Is.EqualTo(publication.Items.Select(item => item.FileId)));
            Assert.That(Ids(after), Is.EqualTo(placement.Arrange(Ids(before), publication.Items.ConvertAll(item => item.FileId!))));
            Assert.That(after.Except(added).Select(medium => Text(medium!)), Is.EquivalentTo(before.Select(medium => Text(medium!))), "the shop's own media are untouched");
            Assert.That(publication.Receipt!.Media.Select(medium => medium.Id), Is.EqualTo(Ids(after)));
            Assert.That(publication.Items.Select(item => item.State), Is.All.EqualTo(PublicationItemState.Verified));
        });
        Assert.That(await ReadAsync(context => context.Products.Where(row => row.Id == product.Id).Select(row => row.MediaCount).SingleAsync()), Is.EqualTo(6));
    }

    [TestCase("fileCreate", 1, 0)]
    [TestCase("fileCreate", 0, 1)]
    [TestCase("fileUpdate", 1, 0)]
    [TestCase("productReorderMedia", 1, 0)]
    [TestCase("stagedUploadsCreate", 1, 0)]
    public async Task A_lost_answer_makes_no_second_file(string call, int pictures, int videos)
    {
        var product = await AddMediaAsync(pictures, videos);
        var files = (await FilesAsync()).Count;
        await FaultAsync("lost-answer", call);
        var runId = await PublishAsync(product, Placement.Front);
        await DrainAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
            Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 1));
            Assert.That((await GalleryAsync(product.Handle)), Has.Count.EqualTo(4));
        });
        await TakeBackAsync(runId);
    }

    [TestCase("429", "fileUpdate")]
    [TestCase("5xx", "fileCreate")]
    [TestCase("5xx", "/staged/")]
    [TestCase("throttled", "productReorderMedia")]
    public async Task Trouble_on_the_way_is_outlived(string kind, string call)
    {
        var product = await AddMediaAsync(pictures: 1);
        var files = (await FilesAsync()).Count;
        await FaultAsync(kind, call, times: 2);
        var runId = await PublishAsync(product, Placement.Front);
        await DrainAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
            Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 1));
        });
        await TakeBackAsync(runId);
    }

    [Test]
    public async Task Item31_What_shopify_cannot_process_shows_its_reason_and_the_rest_goes_on()
    {
        var product = await AddMediaAsync(pictures: 2);
        await FaultAsync("media-failed");
        var runId = await PublishAsync(product);
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.Multiple(async () =>
        {
            Assert.That(publication.State, Is.EqualTo(PublicationState.Published));
            Assert.That(publication.Message, Is.EqualTo("1 of 2 could not be published."));
            Assert.That(publication.Items.Single(item => item.State == PublicationItemState.Failed).Message, Does.Contain("The image could not be processed."));
            Assert.That(await GalleryAsync(product.Handle), Has.Count.EqualTo(4));
        });
        await TakeBackAsync(runId);
    }

    [Test]
    public async Task Item32_Changed_bytes_never_reach_the_shop()
    {
        var product = await AddMediaAsync(pictures: 2);
        var files = (await FilesAsync()).Count;
        var runId = await PublishAsync(product);
        await Work.RunAsync(StoreId, async scope =>
        {
            var asset = await scope.GetRequiredService<CommerceContext>().Assets.AsNoTracking().SingleAsync(row => row.Id == product.Assets[0]);
            using var other = new MemoryStream(Infrastructure.TestPicture.Png(20, 20));
            await scope.GetRequiredService<IObjectStore>().PutAsync(asset.ObjectKey, other, "image/png", CancellationToken.None);
        });
        await DrainAsync();
        var publication = await OfRunAsync(runId);
        Assert.Multiple(async () =>
        {
            Assert.That(publication.Items.Single(item => item.AssetId == product.Assets[0]).Message, Does.Contain("not the one that was approved"));
            Assert.That(publication.Items.Single(item => item.AssetId == product.Assets[1]).State, Is.EqualTo(PublicationItemState.Verified));
            Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 1));
        });
        await TakeBackAsync(runId);
    }

    [Test]
    public async Task Item32_Only_what_is_approved_is_planned_and_a_withdrawn_approval_stops_what_is_on_its_way()
    {
        var product = await AddMediaAsync(pictures: 1, review: ReviewState.Pending);
        Assert.That(await PublishAsync(product), Is.Null);
        await DecideAsync(product, ReviewState.Approved);
        var files = (await FilesAsync()).Count;
        var runId = await PublishAsync(product);
        await DecideAsync(product, ReviewState.Rejected);
        await DrainAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await OfRunAsync(runId)).Items[0].Message, Does.Contain("approval was withdrawn"));
            Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Failed));
            Assert.That(await FilesAsync(), Has.Count.EqualTo(files));
            Assert.That(await GalleryAsync(product.Handle), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task What_is_on_its_way_or_in_the_gallery_is_not_published_twice()
    {
        var product = await AddMediaAsync(pictures: 1);
        var runId = await PublishAsync(product);
        Assert.That(await PublishAsync(product), Is.Null);
        await DrainAsync();
        Assert.That(await PublishAsync(product), Is.Null);
        await TakeBackAsync(runId);
        var again = await PublishAsync(product);
        Assert.That(again, Is.Not.Null);
        await DrainAsync();
        await TakeBackAsync(again);
    }

    private async Task TakeBackAsync(Guid? runId)
    {
        await RevertAsync((await OfRunAsync(runId)).Id);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Reverted));
    }

    private Task DecideAsync(TestProduct product, ReviewState state) =>
        ReadAsync(context => context.Assets.Where(asset => product.Assets.Contains(asset.Id)).ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, state)));
}
