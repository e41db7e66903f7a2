using System.Text.Json;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Billing;

public sealed class AppEventsTests
{
    private const string Shop = "gid://shopify/Shop/1";
    private const string Bearer = """{"access_token":"bearer-for-tests","expires_in":3599}""";
    private const string Taken = """{"result_status":"RESULT_STATUS_SUCCESS"}""";

    private readonly TestTime time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Test]
    public async Task Item37_Metered_usage_carries_its_key_and_one_bearer_serves_many_events()
    {
        var http = new CannedHttp().Answer(Bearer).Answer(Taken).Answer(Taken);
        using var services = With(http);
        var events = services.GetRequiredService<AppEvents>();
        await events.SendAsync(Shop, 20, time.GetUtcNow(), "k1", default);
        await events.SendAsync(Shop, 5, time.GetUtcNow(), "k2", default);
        var sent = JsonDocument.Parse(http.Requests[1].Body).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(http.Requests, Has.Count.EqualTo(3));
            Assert.That(sent.GetProperty("idempotency_key").GetString(), Is.EqualTo("k1"));
            Assert.That(sent.GetProperty("event_handle").GetString(), Is.EqualTo("credits"));
            Assert.That(sent.GetProperty("attributes").GetProperty("value").GetInt64(), Is.EqualTo(20));
        });
    }

    [Test]
    public async Task A_bearer_withdrawn_before_its_time_is_replaced()
    {
        var http = new CannedHttp().Answer(Bearer).Answer("{}", 401).Answer("""{"access_token":"another-bearer","token_type":"Bearer"}""").Answer(Taken);
        using var services = With(http);
        await services.GetRequiredService<AppEvents>().SendAsync(Shop, 1, time.GetUtcNow(), "k", default);
        Assert.That(http.Left, Is.Zero);
    }

    [Test]
    public async Task A_refusal_inside_a_good_answer_is_a_refusal()
    {
        using var services = With(new CannedHttp().Answer(Bearer).Answer("""{"result_status":"RESULT_STATUS_FAILURE","result_details":"outside the cycle"}"""));
        var failure = await Assert.ThrowsAsync<ShopifyException>(() => services.GetRequiredService<AppEvents>().SendAsync(Shop, 1, time.GetUtcNow(), "k", default));
        Assert.That((failure!.Kind, failure.Message), Is.EqualTo((ShopifyErrorKind.UserErrors, "Shopify did not take the usage: outside the cycle")));
    }

    [Test]
    public async Task Keys_quantities_and_times_that_Shopify_refuses_never_leave()
    {
        using var services = With(new CannedHttp());
        var events = services.GetRequiredService<AppEvents>();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => events.SendAsync(Shop, 1, time.GetUtcNow(), new string('k', 65), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => events.SendAsync(Shop, 0, time.GetUtcNow(), "k", default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => events.SendAsync(Shop, 1, time.GetUtcNow().AddMinutes(6), "k", default));
    }

    private ServiceProvider With(CannedHttp http) => Studio.With(http, time);
}
