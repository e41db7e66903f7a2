using System.Security.Cryptography;
using Commerce.Data;
using Commerce.Library.Storage;
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
    public async Task Item34_The_published_bytes_carry_their_source_type(string sourceType)
    {
        var product = await AddMediaAsync(pictures: 1);
        var bytes = SourceTypeMark.Write(TestPicture.Png(64, 48), sourceType);
        await StoreAsync(product.Assets[0], bytes);
        await PublishAsync(product);
        await DrainAsync();
        var published = (await GalleryAsync(product.Handle))[^1]!;
        var downloaded = await Sandbox.Control.GetByteArrayAsync((string)published["url"]!);
        Assert.That(SourceTypeMark.Read(downloaded), Is.EqualTo(sourceType));
        Assert.That(downloaded, Is.EqualTo(bytes), "byte for byte what was approved");
    }

    private Task StoreAsync(Guid assetId, byte[] bytes) => Work.RunAsync(StoreId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var key = await context.Assets.Where(asset => asset.Id == assetId).Select(asset => asset.ObjectKey).SingleAsync();
        using var content = new MemoryStream(bytes);
        await scope.GetRequiredService<IObjectStore>().PutAsync(key, content, "image/png", CancellationToken.None);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await context.Assets.Where(asset => asset.Id == assetId).ExecuteUpdateAsync(asset => asset.SetProperty(row => row.Sha256, sha256));
    });
}
