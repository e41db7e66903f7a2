using System.Text.Json.Nodes;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Shopify.Products;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Webhooks;

/// <summary>What we publish comes back to us as a change of the product. Checklist 17.</summary>
public sealed class EchoTests : ShopFixture
{
    [Test]
    public async Task Item17_Our_own_pictures_never_become_sources_and_start_nothing()
    {
        var product = await AddMediaAsync(pictures: 2, videos: 1);
        var before = await CatalogueAsync(product.Id);
        var runId = await PublishAsync(product);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
        Assert.That(await GalleryAsync(product.Handle), Has.Count.EqualTo(6), "the shop shows what we added");

        await ReadAgainAsync(product.ShopifyId);
        Assert.That(await CatalogueAsync(product.Id), Is.EqualTo(before), "sources, generations and batches are as they were");

        // Nor when the merchant moves them, and nor once they were taken back.
        await EditAsync(product.Handle, new { op = "move", id = (string)(await GalleryAsync(product.Handle)).Last()!["id"]!, position = 0 });
        await ReadAgainAsync(product.ShopifyId);
        Assert.That(await CatalogueAsync(product.Id), Is.EqualTo(before));
    }

    [Test]
    public async Task Item17_A_picture_the_merchant_adds_beside_ours_is_a_source_like_any_other()
    {
        var product = await AddMediaAsync(pictures: 1);
        await PublishAsync(product);
        await DrainAsync();
        var gallery = await GalleryAsync(product.Handle);
        await EditAsync(product.Handle, new { op = "detach", id = (string)gallery.First()!["id"]! });
        await ReadAgainAsync(product.ShopifyId);
        var sources = await ReadAsync(context => context.SourceImages.Where(image => image.ProductId == product.Id && image.RemovedAt == null).Select(image => image.ShopifyId).ToListAsync());
        Assert.That(sources, Is.EquivalentTo(gallery.Skip(1).Take(2).Select(medium => (string)medium!["id"]!)), "the merchant's two, and not ours");
    }

    private Task ReadAgainAsync(string shopifyId) => Work.RunAsync(StoreId, async services =>
    {
        var access = await services.GetRequiredService<ShopAccounts>().OpenAsync(CancellationToken.None);
        var told = await services.GetRequiredService<ProductReader>().ReadOneAsync(access, shopifyId, CancellationToken.None);
        await services.GetRequiredService<ProductWriter>().WriteAsync([told!], TimeProvider.System.GetUtcNow(), CancellationToken.None);
    });

    private Task<(string Sources, int Generations, int Batches)> CatalogueAsync(Guid productId) => ReadAsync(async context => (
        string.Join(' ', await context.SourceImages.Where(image => image.ProductId == productId && image.RemovedAt == null).OrderBy(image => image.Position).Select(image => image.ShopifyId).ToListAsync()),
        await context.Generations.CountAsync(),
        await context.Batches.CountAsync()));
}
