using System.Text.Json;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Billing;

public sealed class AppBillingTests
{
    [Test]
    public async Task Item37_A_usage_charge_sends_its_key_in_the_variables_and_the_document_passes_it_on()
    {
        var http = new CannedHttp().Break().Answer("""{"data":{"appUsageRecordCreate":{"appUsageRecord":{"id":"gid://shopify/AppUsageRecord/1","idempotencyKey":"k","price":{"amount":"0.8","currencyCode":"USD"}},"userErrors":[]}}}""");
        using var services = Studio.With(http, new TestTime(DateTimeOffset.UnixEpoch.AddYears(56)));
        var charge = await services.GetRequiredService<AppBilling>().ChargeAsync(Studio.Access, "gid://shopify/AppSubscriptionLineItem/2", new Money(80, "USD"), "20 credits", "k", default);
        Assert.Multiple(() =>
        {
            Assert.That(charge, Is.EqualTo(new UsageCharge("gid://shopify/AppUsageRecord/1", "k", new Money(80, "USD"))));
            Assert.That(http.Requests, Has.Count.EqualTo(2), "a lost connection is asked again, for the key makes that safe");
            foreach (var (_, body, _) in http.Requests)
            {
                var json = JsonDocument.Parse(body).RootElement;
                Assert.That(json.GetProperty("variables").GetProperty("idempotencyKey").GetString(), Is.EqualTo("k"));
                Assert.That(json.GetProperty("query").GetString(), Does.Contain("idempotencyKey: $idempotencyKey"));
            }
        });
    }

    [Test]
    public async Task A_plan_is_asked_for_with_price_cap_trial_and_an_outspoken_test_flag()
    {
        var http = new CannedHttp().Answer(Created("https://garden.myshopify.com/admin/charges/1/confirm?signature=s"));
        using var services = Studio.With(http);
        await services.GetRequiredService<AppBilling>().SubscribeAsync(Studio.Access, Request(test: false) with { AtPeriodEnd = true }, default);
        var variables = JsonDocument.Parse(http.Requests.Single().Body).RootElement.GetProperty("variables");
        Assert.Multiple(() =>
        {
            Assert.That(variables.GetProperty("test").ValueKind, Is.EqualTo(JsonValueKind.False));
            Assert.That(variables.GetProperty("replacementBehavior").GetString(), Is.EqualTo("APPLY_ON_NEXT_BILLING_CYCLE"));
            Assert.That(variables.GetProperty("lineItems").GetRawText(), Is.EqualTo(
                """[{"plan":{"appRecurringPricingDetails":{"price":{"amount":"14.90","currencyCode":"USD"},"interval":"EVERY_30_DAYS"}}},{"plan":{"appUsagePricingDetails":{"cappedAmount":{"amount":"20.00","currencyCode":"USD"},"terms":"terms"}}}]"""));
        });
    }

    [TestCase("http://garden.myshopify.com/admin/charges/1")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/admin/charges/1")]
    [TestCase("")]
    public async Task The_owner_is_sent_to_no_page_that_is_not_https(string address)
    {
        using var services = Studio.With(new CannedHttp().Answer(Created(address)));
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => services.GetRequiredService<AppBilling>().SubscribeAsync(Studio.Access, Request(test: true), default));
        Assert.That(failure!.Kind, Is.EqualTo(ShopifyErrorKind.Malformed));
    }

    [Test]
    public async Task A_new_charge_is_never_asked_for_twice_by_itself()
    {
        var http = new CannedHttp().Break();
        using var services = Studio.With(http);
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => services.GetRequiredService<AppBilling>().SubscribeAsync(Studio.Access, Request(test: true), default));
        Assert.That((failure!.OutcomeUnknown, http.Requests.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public void A_confirmation_does_not_show_its_signed_address() =>
        Assert.That(new Confirmation("gid://shopify/AppSubscription/1", new Uri("https://a.myshopify.com/x?signature=s")).ToString(), Does.Not.Contain("signature"));

    [TestCase("14.9", "USD", 1490, "14.90 USD")]
    [TestCase("1490", "JPY", 1490, "1490 JPY")]
    [TestCase("0.005", "EUR", 1, "0.01 EUR")]
    public void Money_is_whole_in_the_smallest_unit(string amount, string currency, long minor, string text)
    {
        var money = Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);
        Assert.That((money.Minor, money.ToString()), Is.EqualTo((minor, text)));
    }

    private static SubscriptionRequest Request(bool test) => new("Pro", new Money(1490, "USD"), new Money(2000, "USD"), "terms", "https://admin.shopify.com/store/garden/apps/a/plan", 7, false, test);

    private static string Created(string address) =>
        """{"data":{"appSubscriptionCreate":{"appSubscription":{"id":"gid://shopify/AppSubscription/1"},"confirmationUrl":"{address}","userErrors":[]}}}""".Replace("{address}", address, StringComparison.Ordinal);
}
