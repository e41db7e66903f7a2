using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Tests;

public sealed class ShopifyOptionsTests
{
    [Test]
    public void Accepts_a_sandbox_on_this_machine()
    {
        var options = Read("ShopBaseAddress", "http://127.0.0.1:4010/shops/{shop}");
        Assert.That(options.TokenEndpoint(Studio.Access.Shop).ToString(), Is.EqualTo("http://127.0.0.1:4010/shops/garden.myshopify.com/admin/oauth/access_token"));
    }

    [TestCase("ApiKey", "")]
    [TestCase("ApiSecret", " ")]
    [TestCase("ApiVersion", "2026-11")]
    [TestCase("ApiVersion", "unstable")]
    [TestCase("ShopBaseAddress", "https://example.com")]
    [TestCase("ShopBaseAddress", "http://example.com/{shop}")]
    [TestCase("ShopBaseAddress", "https://{shop}/")]
    [TestCase("AppBridgeUrl", "http://cdn.example.com/bridge.js")]
    [TestCase("AdminOrigin", "https://admin.shopify.com/")]
    [TestCase("AdminOrigin", "https://admin.shopify.com; script-src *")]
    [TestCase("AppUrl", "")]
    [TestCase("AppUrl", "https://studio.example.com/path")]
    public void Refuses_settings_that_would_leak_or_open_the_app(string key, string value) =>
        Assert.That(() => Read(key, value), Throws.TypeOf<OptionsValidationException>().With.Message.Contains(key));

    private static ShopifyOptions Read(string key, string value)
    {
        using var services = Studio.With(settings: new() { ["Shopify:" + key] = value });
        return services.GetRequiredService<IOptions<ShopifyOptions>>().Value;
    }
}
