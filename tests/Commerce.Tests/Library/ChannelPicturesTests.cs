using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Library;

[Category("Database")]
public sealed class ChannelPicturesTests : CoreFixture
{
    private static readonly Origin Origin = new(SourceType.CompositeSynthetic, "local-scenes-1", "studio-shot 1", new string('a', 64), new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    [TestCase("story.jpg", 1080, 1920, PictureFormat.Jpeg)]
    [TestCase("banner.webp", 1920, 1080, PictureFormat.Webp)]
    [TestCase("product-page.png", 2048, 2048, PictureFormat.Png)]
    [TestCase("editorial.avif", 1800, 1200, PictureFormat.Heif)]
    public async Task A_result_is_cut_to_the_channels_size_and_still_tells_where_it_came_from(string name, int width, int height, PictureFormat format)
    {
        var (store, asset) = await KeepAsync(width + 16, height + 8);
        var bytes = await CutAsync(store, asset, name);
        using var picture = PictureIngest.Read(bytes);
        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((width, height)));
            Assert.That(PictureSniffer.Sniff(bytes), Is.EqualTo(format));
            Assert.That(OriginMark.Read(bytes), Is.EqualTo(Origin));
        });
    }

    [Test]
    public async Task The_same_result_gives_the_same_bytes()
    {
        var (store, asset) = await KeepAsync(2048, 2048);
        Assert.That(await CutAsync(store, asset, "collection.webp"), Is.EqualTo(await CutAsync(store, asset, "collection.webp")));
    }

    [Test]
    public async Task No_shape_is_offered_that_the_result_would_be_enlarged_for()
    {
        var (store, asset) = await KeepAsync(1920, 1080);
        var kept = await ReadAsync(store.Id, context => context.Assets.SingleAsync(row => row.Id == asset));
        Assert.That(ChannelFile.Of(kept).Select(shape => shape.Key.Key), Is.EqualTo(new[] { "banner" }));
        Assert.That(await FindAsync(store, asset, "product-page.jpg"), Is.Null);
    }

    [Test]
    public async Task No_shape_is_offered_that_would_cut_the_product()
    {
        var (store, asset) = await KeepAsync(2048, 2048);
        var kept = await ReadAsync(store.Id, context => context.Assets.SingleAsync(row => row.Id == asset));
        Assert.That(ChannelFile.Of(kept).Select(shape => shape.Key.Key), Is.EqualTo(new[] { "product-page", "collection" }));
    }

    [Test]
    public async Task A_result_with_words_keeps_its_shape()
    {
        var (store, asset) = await KeepAsync(2048, 2048);
        await ReadAsync(store.Id, context => context.Assets.Where(row => row.Id == asset).ExecuteUpdateAsync(row => row.SetProperty(one => one.Style, "infographic")));
        var kept = await ReadAsync(store.Id, context => context.Assets.SingleAsync(row => row.Id == asset));
        Assert.That(ChannelFile.Of(kept).Select(shape => shape.Key.Key), Is.EqualTo(new[] { "product-page" }));
    }

    [Test]
    public async Task A_result_with_the_free_plans_mark_is_not_cut()
    {
        var (store, asset) = await KeepAsync(2048, 2048, marked: true);
        Assert.That(await FindAsync(store, asset, "product-page.jpg"), Is.Null);
    }

    [Test]
    public async Task Another_stores_result_is_not_found()
    {
        var (_, asset) = await KeepAsync(2048, 2048);
        Assert.That(await FindAsync(await AddStoreAsync(), asset, "product-page.jpg"), Is.Null);
    }

    private async Task<(TestStore Store, Guid Asset)> KeepAsync(int width, int height, bool marked = false)
    {
        var store = await AddStoreAsync(products: 1);
        var batch = await StartBatchAsync(store, 1);
        await DrainAsync(store.Id);
        var asset = await ReadAsync(store.Id, context => context.Assets.SingleAsync(row => row.BatchId == batch));
        await Services.GetRequiredService<IObjectStore>().PutAsync(asset.ObjectKey, new MemoryStream(Picture(width, height)), "image/png", CancellationToken.None);
        await ReadAsync(store.Id, context => context.Assets.Where(row => row.Id == asset.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Width, width).SetProperty(one => one.Height, height)));
        await ReadAsync(store.Id, context => context.Batches.Where(row => row.Id == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.Marked, marked)));
        return (store, asset.Id);
    }

    private static byte[] Picture(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)(at / 3 % width * 255 / width);
        }

        using var raw = VipsImage.FromBytes(pixels, width, height, 3);
        using var picture = raw.Interpreted("srgb");
        return OriginMark.Write(picture.ToPng(), Origin);
    }

    private Task<Asset?> FindAsync(TestStore store, Guid asset, string name) =>
        Work.RunAsync(store.Id, services => services.GetRequiredService<ChannelPictures>().FindAsync(asset, ChannelFile.Find(name)!, CancellationToken.None));

    private async Task<byte[]> CutAsync(TestStore store, Guid asset, string name)
    {
        var found = await FindAsync(store, asset, name);
        Assert.That(found, Is.Not.Null);
        return await Work.RunAsync(store.Id, services => services.GetRequiredService<ChannelPictures>().CutAsync(found!, ChannelFile.Find(name)!, CancellationToken.None));
    }
}
