using System.IO.Compression;
using System.Net;
using Commerce.Library;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches;

public sealed class DownloadTests : StudioFixture
{
    [Test]
    public async Task CG05_the_page_makes_an_address_that_opens_without_a_session_and_gives_the_archive()
    {
        var batch = await DeliverAsync("Spring / pictures é");
        using var stranger = Stranger();
        using var answer = await stranger.GetAsync(await AddressAsync(batch));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/zip"));
            Assert.That(answer.Content.Headers.ContentDisposition!.FileNameStar, Is.EqualTo("Spring-pictures-é-results.zip"));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[] { "jug/studio-shot-1x1-1.png", "manifest.csv" }));
        });
    }

    [Test]
    public async Task CG05_an_address_opens_one_file_of_one_batch_of_one_store_for_minutes()
    {
        var (batch, other) = (await DeliverAsync("One"), await DeliverAsync("Other"));
        var address = await AddressAsync(batch);
        using var stranger = Stranger();
        foreach (var changed in (string[])[
            address.Replace("results.zip", "approved.zip", StringComparison.Ordinal), address.Replace($"{batch}", $"{other}", StringComparison.Ordinal),
            address.Replace($"{StoreA.Id}", $"{StoreB.Id}", StringComparison.Ordinal), address.Replace("expires=", "expires=9", StringComparison.Ordinal),
            address[..^4] + "AAAA", address[..address.IndexOf('?', StringComparison.Ordinal)]])
        {
            Assert.That((await stranger.GetAsync(changed)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), changed);
        }

        Assert.That((await stranger.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await stranger.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "later");
    }

    [Test]
    public async Task CG05_a_batch_that_is_gone_or_another_stores_has_no_file_whatever_was_signed()
    {
        var batch = await DeliverAsync("Mine");
        var foreign = Services.GetRequiredService<DownloadLinks>().For(StoreB.Id, batch, "results.zip");
        using var stranger = Stranger();
        Assert.That((await stranger.GetAsync(foreign)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var client = ClientOf(StoreA);
        Assert.That((await client.GetAsync($"/batches/{batch}?handler=Download&file=../secret")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<string> AddressAsync(Guid batch, string file = "results.zip")
    {
        using var client = ClientOf(StoreA);
        return await client.GetStringAsync($"/batches/{batch}?handler=Download&file={file}");
    }

    private async Task<Guid> DeliverAsync(string name)
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Jug")], name);
        await Media.DeliverAsync(StoreA, batch);
        return batch;
    }
}
