using System.Net;
using Commerce.Data;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Media.Vips;
using Commerce.Tenancy;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Library;

public sealed class ChannelDownloadTests : StudioFixture
{
    [Test]
    public async Task The_page_makes_an_address_that_opens_without_a_session_and_gives_the_picture()
    {
        var asset = await DeliverAsync(marked: false);
        using var client = ClientOf(StoreA);
        Assert.That(await client.GetStringAsync($"/library/{asset}"), Does.Contain("For a channel").And.Contain("file=collection.avif"));
        using var stranger = Stranger();
        using var answer = await stranger.GetAsync(await client.GetStringAsync($"/library/{asset}?handler=Download&file=collection.webp"));
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/webp"));
            Assert.That(answer.Content.Headers.ContentDisposition!.FileNameStar, Is.EqualTo("studio-shot-collection.webp"));
        });
    }

    [Test]
    public async Task What_carries_the_free_plans_mark_says_so_and_has_no_address()
    {
        var asset = await DeliverAsync(marked: true);
        using var client = ClientOf(StoreA);
        Assert.That(await client.GetStringAsync($"/library/{asset}"), Does.Contain("carries the free plan").And.Not.Contain("collection.webp"));
        using var answer = await client.GetAsync($"/library/{asset}?handler=Download&file=collection.webp");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Another_store_and_an_unknown_file_get_no_address_and_no_picture()
    {
        var asset = await DeliverAsync(marked: false);
        using var mine = ClientOf(StoreA);
        using var other = ClientOf(StoreB);
        using var stranger = Stranger();
        var foreign = Services.GetRequiredService<DownloadLinks>().For(StoreB.Id, asset, "collection.webp");
        Assert.That((await other.GetAsync($"/library/{asset}?handler=Download&file=collection.webp")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await mine.GetAsync($"/library/{asset}?handler=Download&file=../collection.webp")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.GetAsync(foreign)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<Guid> DeliverAsync(bool marked)
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Jug")]);
        var asset = (await Media.DeliverAsync(StoreA, batch)).Single();
        await Services.GetRequiredService<StoreWork>().RunAsync(StoreA.Id, services => services.GetRequiredService<CommerceContext>().Batches.Where(row => row.Id == batch)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Marked, marked)));
        await Services.GetRequiredService<StoreWork>().RunAsync(StoreA.Id, async services =>
        {
            var key = await services.GetRequiredService<CommerceContext>().Assets.Where(row => row.Id == asset).Select(row => row.ObjectKey).SingleAsync();
            using var grey = VipsImage.FromBytes(new byte[2048 * 2048 * 3], 2048, 2048, 3);
            using var picture = grey.Interpreted("srgb");
            await services.GetRequiredService<IObjectStore>().PutAsync(key, new MemoryStream(picture.ToPng()), "image/png", CancellationToken.None);
        });
        return asset;
    }
}
