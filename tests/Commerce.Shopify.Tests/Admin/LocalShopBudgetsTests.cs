using Commerce.Shopify.Admin;
using Commerce.Shopify.Shops;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Admin;

/// <summary>Checklist 22, for an app of one process: the clock moves only by waiting, so a wait tells exactly what was demanded.</summary>
public sealed class LocalShopBudgetsTests
{
    private static readonly ShopDomain Shop = Studio.Access.Shop;

    private TestTime time = null!;
    private ServiceProvider services = null!;
    private IShopBudgets budgets = null!;

    [SetUp]
    public void Compose()
    {
        time = new TestTime(TokenForge.Now);
        services = Studio.With(time: time);
        budgets = services.GetRequiredService<IShopBudgets>();
    }

    [TearDown]
    public void Dispose() => services.Dispose();

    [Test]
    public async Task Item22_Nobody_waits_while_the_bucket_holds_the_points()
    {
        for (var call = 0; call < 19; call++) await budgets.ReserveAsync(Shop, 100, default);
        Assert.That(time.Waits, Is.Empty);
    }

    [Test]
    public async Task Item22_An_empty_bucket_is_waited_for_exactly()
    {
        await budgets.ReserveAsync(Shop, 1900, default);
        await budgets.ReserveAsync(Shop, 150, default);
        Assert.That((time.Now - TokenForge.Now).TotalSeconds, Is.EqualTo(1.5).Within(0.01));
    }

    [TestCase(100, 2000)]
    [TestCase(200, 4000)]
    [TestCase(1000, 20000)]
    [TestCase(2000, 40000)]
    public async Task Item22_A_simulated_shop_is_never_overdrawn_and_wastes_less_than_a_tenth(double rate, double size)
    {
        var (random, level, asOf, charged) = (new Random(7), size, time.Now, 0d);
        while (time.Now - TokenForge.Now < TimeSpan.FromMinutes(2))
        {
            var requested = random.Next(1, 300);
            var reservation = await budgets.ReserveAsync(Shop, requested, default);
            (level, asOf) = (Math.Min(size, level + (rate * (time.Now - asOf).TotalSeconds)), time.Now);
            Assert.That(level, Is.GreaterThanOrEqualTo(requested - 0.001));
            var actual = random.Next(1, requested + 1);
            (level, charged) = (level - actual, charged + actual);
            await budgets.SettleAsync(reservation, actual, new ThrottleStatus(size, Math.Floor(level), rate), TimeSpan.Zero);
        }

        Assert.That(charged, Is.GreaterThan(0.9 * (size + (rate * (time.Now - TokenForge.Now).TotalSeconds))));
    }

    [Test]
    public async Task Item22_What_a_call_did_not_use_is_there_for_the_next()
    {
        var reservation = await budgets.ReserveAsync(Shop, 1900, default);
        await budgets.SettleAsync(reservation, 10, null, TimeSpan.Zero);
        await budgets.ReserveAsync(Shop, 1890, default);
        Assert.That(time.Waits, Is.Empty);
    }

    [Test]
    public async Task Item22_Bucket_and_rate_are_learned_from_an_answer()
    {
        await budgets.SettleAsync(await budgets.ReserveAsync(Shop, 10, default), 10, new ThrottleStatus(20000, 20000, 1000), TimeSpan.Zero);
        await budgets.ReserveAsync(Shop, 14000, default);
        Assert.That(time.Waits, Is.Empty);
    }

    [Test]
    public async Task Item22_Points_spent_by_somebody_else_are_missed_at_the_next_answer()
    {
        await budgets.SettleAsync(await budgets.ReserveAsync(Shop, 10, default), 10, new ThrottleStatus(2000, 50, 100), TimeSpan.Zero);
        await budgets.ReserveAsync(Shop, 150, default);
        Assert.That((time.Now - TokenForge.Now).TotalSeconds, Is.EqualTo(1).Within(0.01));
    }

    [Test]
    public async Task Item22_A_turn_too_far_ahead_is_refused_and_takes_no_place()
    {
        await budgets.ReserveAsync(Shop, 1900, default);
        var (waiting, moved) = (budgets.ReserveAsync(Shop, 1900, default), time.Now);
        await waiting;
        await budgets.SettleAsync(await budgets.ReserveAsync(Shop, 1, default), 1, null, TimeSpan.FromSeconds(25));
        var refused = (await Assert.ThrowsAsync<ShopifyException>(() => budgets.ReserveAsync(Shop, 600, default)))!;
        Assert.That((refused.Kind, refused.RetryAfter!.Value.TotalSeconds), Is.EqualTo((ShopifyErrorKind.Throttled, 31d)).Within(0.1));
        await budgets.ReserveAsync(Shop, 400, default);
        Assert.That(time.Now - moved, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(29)));
    }

    [Test]
    public async Task Item22_The_budget_is_the_shops_and_survives_token_rotation()
    {
        using var http = new CannedHttp().Answer(Answer(available: 0)).Answer(Answer(available: 0));
        await using var app = Studio.With(http, time);
        var shops = app.GetRequiredService<ShopReader>();
        await shops.ReadAsync(Studio.Access, default);
        await shops.ReadAsync(Studio.Access with { AccessToken = "the-next-token" }, default);
        Assert.That((time.Now - TokenForge.Now).TotalSeconds, Is.EqualTo(5).Within(0.01), "The second call costs 500 of a bucket that fills at 100 a second.");
    }

    [Test]
    public async Task Item22_A_throttled_answer_inside_a_200_gives_its_points_back_and_waits_its_turn_again()
    {
        const string Throttled = """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":500,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":100,"restoreRate":100}}}}""";
        using var http = new CannedHttp().Answer(Throttled).Answer(Answer(available: 1000));
        await using var app = Studio.With(http, time);
        await app.GetRequiredService<ShopReader>().ReadAsync(Studio.Access, default);
        Assert.That((time.Now - TokenForge.Now).TotalSeconds, Is.InRange(4, 5));
    }

    [Test]
    public async Task Item22_A_429_keeps_every_call_off_for_as_long_as_asked()
    {
        using var http = new CannedHttp().Answer("", 429, ("Retry-After", "20.0")).Answer(Answer(available: 1000));
        await using var app = Studio.With(http, time);
        var shops = app.GetRequiredService<ShopReader>();
        await Assert.ThrowsAsync<ShopifyException>(() => shops.ReadAsync(Studio.Access, default));
        await shops.ReadAsync(Studio.Access, default);
        Assert.That(time.Now - TokenForge.Now, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(20)));
    }

    private static string Answer(int available) => """
        {"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Garden","myshopifyDomain":"garden.myshopify.com","currencyCode":"EUR","ianaTimezone":"Europe/Berlin",
        "primaryDomain":{"url":"https://garden.example"},"plan":{"publicDisplayName":"Basic","partnerDevelopment":false}}},
        "extensions":{"cost":{"requestedQueryCost":500,"actualQueryCost":500,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":0,"restoreRate":100}}}}
        """.Replace(":0,", $":{available},", StringComparison.Ordinal);
}
