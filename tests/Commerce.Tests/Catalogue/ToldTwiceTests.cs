using Commerce.Catalogue;
using Commerce.Shopify.Products;
using Microsoft.Extensions.DependencyInjection;
using ShopStatus = Commerce.Shopify.Products.ProductStatus;

namespace Commerce.Tests.Catalogue;

/// <summary>An export names an object twice when it changes meanwhile.</summary>
public sealed class ToldTwiceTests() : ShopFixture(1)
{
    [Test]
    public async Task Item21_the_last_word_about_an_object_counts_whether_or_not_it_was_known([Values] bool known)
    {
        if (known)
        {
            await WriteAsync(Told("gid://shopify/Product/1", "Known", 1), Told("gid://shopify/Product/2", "Other", 2));
        }

        await WriteAsync(Told("gid://shopify/Product/1", "Old", 3), Told("gid://shopify/Product/2", "Other", 2), Told("gid://shopify/Product/1", "New", 4));
        Assert.That(await ListAsync("select concat_ws(' ', title, price_minor, media_count) from products order by shopify_id"), Is.EqualTo(new[] { "New 400 1", "Other 200 1" }));
        Assert.That(await ListAsync("select p.title || ' ' || v.price_minor from variants v join products p on p.id = v.product_id order by 1"), Is.EqualTo(new[] { "New 400", "Other 200" }));
        Assert.That(await ListAsync("select p.title || ' ' || i.position || ' ' || c.title from source_images i join products p on p.id = i.product_id join product_collections pc on pc.product_id = p.id join collections c on c.id = pc.collection_id order by 1"),
            Is.EqualTo(new[] { "New 1 Lamps", "Other 1 Lamps" }));
    }

    private Task WriteAsync(params ShopProduct[] products) =>
        Work.RunAsync(StoreId, scope => scope.GetRequiredService<ProductWriter>().WriteAsync(products, Clock.GetUtcNow(), CancellationToken.None));

    // Both products show the same picture and stand in the same collection, as media and collections may.
    private ShopProduct Told(string id, string title, int price) => new(
        id, title, title, "", "", "", ShopStatus.Active, [], Clock.GetUtcNow(), Clock.GetUtcNow(), null, null,
        [new ShopVariant($"gid://shopify/ProductVariant/{id[^1]}", "Default", null, price, null, 1, null)],
        [new ShopMedia("gid://shopify/MediaImage/9", MediaKind.Image, MediaStatus.Ready, "", "https://cdn.shopify.com/a.jpg", null, 10, 10, [])],
        [new ShopCollection("gid://shopify/Collection/3", "lamps", "Lamps")], []);
}
