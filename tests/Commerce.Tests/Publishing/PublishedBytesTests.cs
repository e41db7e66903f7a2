using System.Security.Cryptography;
using Commerce.Data;
using Commerce.Library.Storage;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Publishing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Publishing;

/// <summary>Checklist 34: what a shopper's browser, or Google, downloads from the shop still says where it came from.</summary>
public sealed class PublishedBytesTests : PublishingFixture
{
    [TestCase(SourceType.CompositeSynthetic)]
    [TestCase(SourceType.CompositeWithTrainedModel)]
    [TestCase(SourceType.TrainedModel)]
    public async Task Item34_The_published_bytes_carry_their_source_type(string sourceType) =>
        await PublishedAsync(await AddMediaAsync(pictures: 1), SourceTypeMark.Write(TestPicture.Png(64, 48), sourceType), "image/png", sourceType);

    [TestCase("image/jpeg")]
    [TestCase("image/webp")]
    public async Task Item34_In_every_format_a_picture_is_published_in(string mimeType)
    {
        using var picture = PictureIngest.Read(TestPicture.Png(64, 48));
        var encoded = mimeType == "image/jpeg" ? picture.ToJpeg() : picture.ToWebp();
        await PublishedAsync(await AddMediaAsync(pictures: 1), SourceTypeMark.Write(encoded, SourceType.TrainedModel), mimeType, SourceType.TrainedModel);
    }

    [Test]
    public async Task Item34_And_in_a_film()
    {
        var product = await AddMediaAsync(pictures: 0, videos: 1);
        var path = Path.Combine(Folder, "marked.mp4");
        await File.WriteAllBytesAsync(path, await BytesAsync(product.Assets[0]));
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        await StoreAsync(product.Assets[0], await File.ReadAllBytesAsync(path), "video/mp4");
        using var downloaded = new MemoryStream(await DownloadAsync(product));
        Assert.That(await FilmMark.ReadAsync(downloaded, CancellationToken.None), Is.EqualTo(SourceType.TrainedModel));
    }

    private async Task PublishedAsync(TestProduct product, byte[] bytes, string mimeType, string sourceType)
    {
        await StoreAsync(product.Assets[0], bytes, mimeType);
        var downloaded = await DownloadAsync(product);
        Assert.That(SourceTypeMark.Read(downloaded), Is.EqualTo(sourceType));
        Assert.That(downloaded, Is.EqualTo(bytes), "byte for byte what was approved");
    }

    private async Task<byte[]> DownloadAsync(TestProduct product)
    {
        await PublishAsync(product);
        await DrainAsync();
        var published = (await GalleryAsync(product.Handle))[^1]!;
        return await Sandbox.Control.GetByteArrayAsync((string)published["url"]!);
    }

    private Task<byte[]> BytesAsync(Guid assetId) => Work.RunAsync(StoreId, async scope =>
    {
        var key = await scope.GetRequiredService<CommerceContext>().Assets.Where(asset => asset.Id == assetId).Select(asset => asset.ObjectKey).SingleAsync();
        await using var stored = await scope.GetRequiredService<IObjectStore>().OpenAsync(key, CancellationToken.None);
        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    });

    private Task StoreAsync(Guid assetId, byte[] bytes, string mimeType) => Work.RunAsync(StoreId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var key = $"stores/{StoreId}/assets/{assetId}.{mimeType.Split('/')[1]}";
        using var content = new MemoryStream(bytes);
        await scope.GetRequiredService<IObjectStore>().PutAsync(key, content, mimeType, CancellationToken.None);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await context.Assets.Where(asset => asset.Id == assetId).ExecuteUpdateAsync(
            asset => asset.SetProperty(row => row.Sha256, sha256).SetProperty(row => row.ObjectKey, key).SetProperty(row => row.MimeType, mimeType));
    });
}
