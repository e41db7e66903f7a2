using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commerce.Tests.Stores;

/// <summary>Checklist 22 across processes: two sets of services on one database. Time passes by setting the row's clock back.</summary>
[Category("Database")]
public sealed class SharedShopBudgetsTests : CoreFixture
{
    private NpgsqlDataSource firstPool = null!;
    private NpgsqlDataSource secondPool = null!;
    private SharedShopBudgets first = null!;
    private SharedShopBudgets second = null!;

    [SetUp]
    public void Compose()
    {
        (firstPool, secondPool) = (NpgsqlDataSource.Create(Database.App), NpgsqlDataSource.Create(Database.App));
        first = new SharedShopBudgets(firstPool, TimeProvider.System, NullLogger<SharedShopBudgets>.Instance);
        second = new SharedShopBudgets(secondPool, TimeProvider.System, NullLogger<SharedShopBudgets>.Instance);
    }

    [TearDown]
    public async Task DisposeAsync()
    {
        await firstPool.DisposeAsync();
        await secondPool.DisposeAsync();
    }

    [Test]
    public async Task Item22_Two_processes_share_one_bucket_and_go_in_the_order_they_asked()
    {
        var (storeId, shop) = await ShopAsync();
        await first.ReserveAsync(shop, 1900, default);
        var waiting = second.ReserveAsync(shop, 1900, default);
        await IssuedAsync(storeId, 3800);
        var refused = (await Assert.ThrowsAsync<ShopifyException>(() => first.ReserveAsync(shop, 1500, default)))!;
        Assert.That(refused.Kind, Is.EqualTo(ShopifyErrorKind.Throttled));
        Assert.That(refused.RetryAfter, Is.GreaterThan(IShopBudgets.LongestWait), "It would stand behind the points the other process waits for.");
        Assert.That(waiting.IsCompleted, Is.False);

        await PassAsync(storeId, TimeSpan.FromSeconds(21));
        Assert.That((await waiting).Place, Is.EqualTo(3800));
    }

    [Test]
    public async Task Item22_The_first_answer_teaches_every_process_the_bucket()
    {
        var (storeId, shop) = await ShopAsync();
        await first.SettleAsync(await first.ReserveAsync(shop, 10, default), 10, new ThrottleStatus(20000, 19990, 1000), TimeSpan.Zero);
        var budget = await BudgetAsync(storeId);
        Assert.That((budget.Size, budget.Rate), Is.EqualTo((20000d, 1000d)));
        Assert.That(budget.Level, Is.EqualTo(19000));
        await second.ReserveAsync(shop, 14000, default);
        Assert.That((await BudgetAsync(storeId)).Level, Is.InRange(0, 19000 - 14000 + 500));
    }

    [Test]
    public async Task Item22_Shopifys_own_count_is_never_exceeded()
    {
        var (storeId, shop) = await ShopAsync();
        await first.SettleAsync(await first.ReserveAsync(shop, 10, default), 10, new ThrottleStatus(2000, 37, 100), TimeSpan.Zero);
        Assert.That((await BudgetAsync(storeId)).Level, Is.EqualTo(37));
    }

    [Test]
    public async Task Item22_What_a_dead_process_took_comes_back_with_the_refill()
    {
        var (storeId, shop) = await ShopAsync();
        await first.ReserveAsync(shop, 1900, default);
        await PassAsync(storeId, TimeSpan.FromSeconds(20));
        await second.SettleAsync(await second.ReserveAsync(shop, 1900, default), 1900, null, TimeSpan.Zero);
        Assert.That((await BudgetAsync(storeId)).Issued, Is.EqualTo(3800));
    }

    [Test]
    public async Task Item22_Answers_bring_lost_points_back_even_without_a_pause()
    {
        var (storeId, shop) = await ShopAsync();
        await first.ReserveAsync(shop, 1800, default);
        await AnswerAsync();
        Assert.That((await BudgetAsync(storeId)).Level, Is.LessThan(200), "The call may be under way still.");
        await ReadAsync(storeId, context => context.Database.ExecuteSqlAsync($"update shop_budgets set period = period - 2"));
        await AnswerAsync();
        Assert.That((await BudgetAsync(storeId)).Level, Is.EqualTo(1900));

        async Task AnswerAsync() => await second.SettleAsync(await second.ReserveAsync(shop, 10, default), 10, new ThrottleStatus(2000, 1990, 100), TimeSpan.Zero);
    }

    [Test]
    public async Task Item22_A_throttled_call_gives_its_points_back_and_a_429_keeps_everyone_off()
    {
        var (storeId, shop) = await ShopAsync();
        await first.SettleAsync(await first.ReserveAsync(shop, 500, default), 0, new ThrottleStatus(2000, 1800, 100), TimeSpan.Zero);
        Assert.That((await BudgetAsync(storeId)).Level, Is.EqualTo(1800));
        await first.SettleAsync(await first.ReserveAsync(shop, 500, default), 0, null, TimeSpan.FromSeconds(40));
        Assert.That((await BudgetAsync(storeId)).Level, Is.EqualTo(-4000));
        var refused = (await Assert.ThrowsAsync<ShopifyException>(() => second.ReserveAsync(shop, 10, default)))!;
        Assert.That(refused.RetryAfter!.Value.TotalSeconds, Is.InRange(39, 41));
    }

    [Test]
    public async Task Item22_Callers_of_two_processes_together_take_no_more_than_the_bucket_holds()
    {
        var (storeId, shop) = await ShopAsync();
        var taken = await Task.WhenAll(Enumerable.Range(0, 180).Select(number => (number % 2 == 0 ? first : second).ReserveAsync(shop, 10, default)));
        Assert.That(taken.Select(reservation => reservation.Place).Order(), Is.EqualTo(Enumerable.Range(1, 180).Select(number => number * 10d)));
        Assert.That((await BudgetAsync(storeId)).Level, Is.InRange(0, 2000));
    }

    [Test]
    public async Task A_shop_that_is_being_installed_is_not_held_up()
    {
        var reservation = await first.ReserveAsync(ShopDomain.Parse("nobody-knows-it.myshopify.com"), 5000, default);
        await first.SettleAsync(reservation, 10, new ThrottleStatus(2000, 37, 100), TimeSpan.Zero);
        Assert.That(reservation.Points, Is.Zero);
    }

    private async Task<(Guid StoreId, ShopDomain Shop)> ShopAsync()
    {
        var store = await AddStoreAsync(products: 0);
        return (store.Id, ShopDomain.Parse($"{store.Id:N}.myshopify.com"));
    }

    private Task<ShopBudget> BudgetAsync(Guid storeId) => ReadAsync(storeId, context => context.ShopBudgets.AsNoTracking().SingleAsync());

    private Task PassAsync(Guid storeId, TimeSpan time) =>
        ReadAsync(storeId, context => context.Database.ExecuteSqlAsync($"update shop_budgets set as_of = as_of - {time}"));

    private async Task IssuedAsync(Guid storeId, double points)
    {
        while ((await BudgetAsync(storeId)).Issued < points)
        {
            await Task.Delay(10);
        }
    }
}
