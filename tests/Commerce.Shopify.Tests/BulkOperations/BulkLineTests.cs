using System.Text;
using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.Tests.BulkOperations;

public sealed class BulkLineTests
{
    private const string Parent = "\"__parentId\":\"gid://shopify/Product/1\"";

    [Test]
    public void A_product_is_read_without_its_children()
    {
        var line = Read("""{"id":"gid://shopify/Product/1","handle":"h","title":"T","status":"UNLISTED","tags":["x"],"updatedAt":"2026-01-02T03:04:05Z"}""");
        var product = ((BulkProduct)line!).Product;
        Assert.That((product.Id, product.Title, product.Status, product.Vendor), Is.EqualTo(("gid://shopify/Product/1", "T", ProductStatus.Unlisted, "")));
        Assert.That(product.UpdatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
    }

    [Test]
    public void Each_child_names_its_product()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read($$"""{"id":"gid://shopify/ProductVariant/2","title":"V","sku":null,"price":"12.50","compareAtPrice":"15.00","position":3,{{Parent}}}"""), Is.EqualTo(new BulkVariant("gid://shopify/Product/1", new ShopVariant("gid://shopify/ProductVariant/2", "V", null, 12.5m, 15m, 3, null))));
            Assert.That(Read($$"""{"id":"gid://shopify/Collection/3","handle":"c","title":"C",{{Parent}}}"""), Is.EqualTo(new BulkCollection("gid://shopify/Product/1", new ShopCollection("gid://shopify/Collection/3", "c", "C"))));
            Assert.That(Read($$"""{"id":"gid://shopify/Metafield/4","key":"k","value":"v",{{Parent}}}"""), Is.EqualTo(new BulkMetafield("gid://shopify/Product/1", new ShopMetafield("k", "v"))));
        });
    }

    [Test]
    public void A_medium_has_its_address_and_size()
    {
        var line = Read($$$"""{"id":"gid://shopify/MediaImage/5","alt":null,"status":"READY","mediaContentType":"IMAGE","image":{"url":"https://cdn/a.jpg","width":10,"height":20},{{{Parent}}}}""");
        var media = ((BulkMedia)line!).Media;
        Assert.That((media.Kind, media.Url, media.Width, media.Height, media.Alt), Is.EqualTo((MediaKind.Image, "https://cdn/a.jpg", (int?)10, (int?)20, "")));
    }

    [TestCase("")]
    [TestCase("{\"id\":\"gid://shopify/Product/1\",\"tit")]
    [TestCase("[1]")]
    [TestCase("null")]
    [TestCase("{\"id\":5}")]
    [TestCase("{\"id\":\"gid://shopify/Product/1\"}")]
    [TestCase("{\"id\":\"gid://shopify/Order/1\",\"title\":\"T\"}")]
    [TestCase("{\"id\":\"gid://shopify/ProductVariant/2\",\"title\":\"V\",\"price\":\"much\",\"__parentId\":\"gid://shopify/Product/1\"}")]
    public void What_cannot_be_read_is_nothing_and_no_error(string line) => Assert.That(Read(line), Is.Null);

    [Test]
    public void An_operation_shows_none_of_its_signed_addresses() =>
        Assert.That(new BulkOperation("gid://shopify/BulkOperation/1", BulkStatus.Completed, null, 1, 1, 1, "https://signed", "https://signed", default).ToString(), Does.Not.Contain("signed"));

    private static BulkLine? Read(string line) => BulkLine.Parse(Encoding.UTF8.GetBytes(line));
}
