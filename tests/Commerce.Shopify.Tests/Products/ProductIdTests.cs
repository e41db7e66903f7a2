using Commerce.Shopify.Products;

namespace Commerce.Shopify.Tests.Products;

public sealed class ProductIdTests
{
    [TestCase("632910392", "gid://shopify/Product/632910392")]
    [TestCase("gid://shopify/Product/1", "gid://shopify/Product/1")]
    public void Reads_numbers_and_global_ids(string text, string expected)
    {
        Assert.That(ProductId.TryParse(text, out var id), Is.True);
        Assert.That(id, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("007")]
    [TestCase("-1")]
    [TestCase("1.0")]
    [TestCase("1\n")]
    [TestCase("１２")]
    [TestCase("12345678901234567890")]
    [TestCase("gid://shopify/Product/")]
    [TestCase("gid://shopify/Product/1?x=2")]
    [TestCase("gid://shopify/ProductVariant/1")]
    [TestCase("gid://shopify/Product/gid://shopify/Product/1")]
    [TestCase("GID://shopify/Product/1")]
    public void Refuses_everything_else(string? text) => Assert.That(ProductId.TryParse(text, out _), Is.False);
}
