using Commerce.Shopify.Signatures;

namespace Commerce.Shopify.Tests.Signatures;

/// <summary>Checklist 14: two families of headers, and what must be there.</summary>
public sealed class WebhookHeadersTests
{
    private static readonly Dictionary<string, string> Classic = new(StringComparer.OrdinalIgnoreCase)
    {
        ["X-Shopify-Hmac-Sha256"] = "signature", ["X-Shopify-Topic"] = "products/update", ["X-Shopify-Shop-Domain"] = "garden.myshopify.com",
        ["X-Shopify-API-Version"] = "2026-10", ["X-Shopify-Webhook-Id"] = "delivery-1", ["X-Shopify-Event-Id"] = "event-1",
        ["X-Shopify-Triggered-At"] = "2026-11-21T08:00:00.123456789Z", ["X-Shopify-Sub-Topic"] = "part",
    };

    private static readonly Dictionary<string, string> Events = new(StringComparer.OrdinalIgnoreCase)
    {
        ["shopify-hmac-sha256"] = "signature", ["shopify-topic"] = "products/update", ["shopify-shop-domain"] = "garden.myshopify.com",
        ["shopify-api-version"] = "2026-10", ["shopify-event-id"] = "event-1", ["shopify-triggered-at"] = "2026-11-21T09:00:00+01:00",
    };

    [Test]
    public void Item14_Reads_the_headers_of_webhooks() => Assert.That(Read(Classic), Is.EqualTo(new WebhookHeaders(
        "signature", "products/update", ShopDomain.Parse("garden.myshopify.com"), "2026-10", "delivery-1", "event-1",
        new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero).AddTicks(1234568), "part")));

    [Test]
    public void Item14_Reads_the_headers_of_events_whose_event_is_the_delivery() => Assert.That(Read(Events), Is.EqualTo(new WebhookHeaders(
        "signature", "products/update", ShopDomain.Parse("garden.myshopify.com"), "2026-10", "event-1", "event-1", new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), null)));

    [Test]
    public void The_two_families_do_not_lend_each_other_a_header()
    {
        var mixed = new Dictionary<string, string>(Classic, StringComparer.OrdinalIgnoreCase) { ["shopify-hmac-sha256"] = "other" };
        Assert.That(Read(mixed), Is.Null, "the family of events is begun, and its other headers are missing");
    }

    [TestCase("X-Shopify-Hmac-Sha256")]
    [TestCase("X-Shopify-Topic")]
    [TestCase("X-Shopify-Shop-Domain")]
    [TestCase("X-Shopify-API-Version")]
    [TestCase("X-Shopify-Webhook-Id")]
    public void Item14_A_missing_empty_or_over_long_required_header_is_no_webhook(string name)
    {
        foreach (var value in (string?[])[null, "", new string('a', 201)])
        {
            Assert.That(Read(With(Classic, name, value)), Is.Null, value ?? "absent");
        }
    }

    [TestCase("X-Shopify-Event-Id")]
    [TestCase("X-Shopify-Triggered-At")]
    [TestCase("X-Shopify-Sub-Topic")]
    public void Others_may_be_absent(string name) => Assert.That(Read(With(Classic, name, null)), Is.Not.Null);

    [TestCase("garden.myshopify.com.evil.example")]
    [TestCase("Garden.myshopify.com")]
    [TestCase("garden.myshopify.com\n")]
    public void A_shop_that_is_none_is_no_webhook(string shop) => Assert.That(Read(With(Classic, "X-Shopify-Shop-Domain", shop)), Is.Null);

    [Test]
    public void A_time_that_is_none_is_left_out() => Assert.That(Read(With(Classic, "X-Shopify-Triggered-At", "yesterday"))!.TriggeredAt, Is.Null);

    private static WebhookHeaders? Read(Dictionary<string, string> headers) => WebhookHeaders.Read(name => headers.GetValueOrDefault(name));

    private static Dictionary<string, string> With(Dictionary<string, string> headers, string name, string? value)
    {
        var changed = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        changed.Remove(name);
        if (value is not null) changed[name] = value;
        return changed;
    }
}
