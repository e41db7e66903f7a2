using Commerce.Data;
using Commerce.Shopify;
using Commerce.Shopify.Signatures;
using Commerce.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Webhooks;

/// <summary>What arrives at once is written together, and each delivery is told what became of itself and of no other.</summary>
public sealed class WebhookInboxTests : CoreFixture
{
    private WebhookInbox Inbox => Services.GetRequiredService<WebhookInbox>();

    [Test]
    public async Task Item15_A_crowd_of_two_stores_strangers_and_repeats_is_kept_once_each_where_it_belongs()
    {
        var (one, two) = (await AddStoreAsync(), await AddStoreAsync());
        var crowd = Enumerable.Range(0, 400).Select(number => (Shop: (number % 4) switch { 0 => ShopOf(one.Id), 1 => ShopOf(two.Id), 2 => ShopOf(one.Id), _ => "nobody-we-know.myshopify.com" }, Id: $"crowd-{number / 8}-{number % 4 % 2}")).ToList();
        var kept = await Task.WhenAll(crowd.Select(delivery => TakeAsync(delivery.Shop, delivery.Id)));
        Assert.Multiple(async () =>
        {
            Assert.That(crowd.Zip(kept).Where(pair => pair.Second is not null).Select(pair => (pair.First.Shop, pair.Second!.Value)).Distinct(), Is.EquivalentTo(new[] { (ShopOf(one.Id), one.Id), (ShopOf(two.Id), two.Id) }));
            Assert.That(kept.Count(store => store == one.Id), Is.EqualTo(50));
            Assert.That(await IdsAsync(one.Id), Has.Count.EqualTo(50).And.Unique);
            Assert.That(await IdsAsync(two.Id), Is.EquivalentTo(kept.Zip(crowd).Where(pair => pair.First == two.Id).Select(pair => pair.Second.Id)));
            Assert.That(await SignalledAsync(one.Id), Is.True);
            Assert.That(await SignalledAsync(two.Id), Is.True);
        });
    }

    [Test]
    public async Task One_that_the_database_refuses_takes_no_other_with_it()
    {
        var store = await AddStoreAsync();
        var taken = Enumerable.Range(0, 50).Select(number => TakeAsync(ShopOf(store.Id), $"good-{number}", number == 20 ? "a zero \0 is no text" : "{}")).ToList();
        Assert.That(() => Task.WhenAll(taken), Throws.InstanceOf<PostgresException>());
        Assert.That(taken.Count(one => one.IsFaulted), Is.EqualTo(1));
        Assert.That(await IdsAsync(store.Id), Has.Count.EqualTo(49).And.No.Member("good-20"));
    }

    [Test]
    public async Task Item16_Whoever_is_told_that_it_is_kept_can_read_it_at_once()
    {
        var store = await AddStoreAsync();
        var missing = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            await TakeAsync(ShopOf(store.Id), $"at-once-{number}");
            return (await IdsAsync(store.Id)).Contains($"at-once-{number}") ? 0 : 1;
        }));
        Assert.That(missing.Sum(), Is.Zero);
    }

    [Test]
    public async Task A_shop_that_left_keeps_only_what_the_law_demands_even_in_a_crowd()
    {
        var store = await AddStoreAsync();
        await Work.RunAsync(store.Id, services => services.GetRequiredService<CommerceContext>().StoreDirectory.Where(route => route.StoreId == store.Id)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.Active, false)));
        await Task.WhenAll(TakeAsync(ShopOf(store.Id), "scopes"), TakeAsync(ShopOf(store.Id), "redact", topic: Compliance.ShopRedact));
        Assert.That(await IdsAsync(store.Id), Is.EqualTo(new[] { "redact" }));
    }

    private Task<Guid?> TakeAsync(string shop, string id, string body = "{}", string topic = "app/scopes_update") =>
        Inbox.TakeAsync(new WebhookHeaders("-", topic, ShopDomain.Parse(shop), "2026-10", id, null, Clock.GetUtcNow(), null), body, CancellationToken.None);

    private Task<List<string>> IdsAsync(Guid storeId) => ReadAsync(storeId, context => context.WebhookInbox.OrderBy(entry => entry.Id).Select(entry => entry.WebhookId).ToListAsync());

    private Task<bool> SignalledAsync(Guid storeId) => ReadAsync(storeId, context => context.WebhookSignals.AnyAsync(signal => signal.StoreId == storeId));

    private static string ShopOf(Guid storeId) => $"{storeId:N}.myshopify.com";
}
