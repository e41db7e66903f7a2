using System.Text.Json;
using Commerce.Data;
using Commerce.Shopify;
using Commerce.Shopify.Signatures;
using Commerce.Stores;
using Commerce.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Webhooks;

/// <summary>How deliveries are applied: in order, once, again after a fault, and no more after too many.</summary>
[Category("Database")]
public sealed class WebhookTurnTests : CoreFixture
{
    private readonly ListedEffect effect = new();
    private ServiceProvider listed = null!;
    private TestStore store = null!;
    private int number;

    [OneTimeSetUp]
    public void AddEffect() => listed = Build(services => services.AddScoped<IWebhookEffect>(_ => effect));

    [OneTimeTearDown]
    public ValueTask RemoveEffectAsync() => listed.DisposeAsync();

    [SetUp]
    public async Task NewStoreAsync()
    {
        (effect.OnApply, store) = (_ => Task.CompletedTask, await AddStoreAsync());
        effect.Applied.Clear();
    }

    [Test]
    public async Task Item15_A_delivery_that_comes_ten_times_has_one_effect()
    {
        for (var time = 0; time < 10; time++)
        {
            await TakeAsync("once", Clock.GetUtcNow());
        }

        await TurnAsync();
        await TakeAsync("once", Clock.GetUtcNow());
        await TurnAsync();
        Assert.That(effect.Applied, Is.EqualTo(new[] { "once" }));
    }

    [Test]
    public async Task Deliveries_that_came_shuffled_are_applied_oldest_event_first()
    {
        var start = Clock.GetUtcNow();
        int[] order = [4, 1, 9, 0, 7, 3, 8, 2, 6, 5];
        foreach (var place in order)
        {
            await TakeAsync($"{place}", start.AddSeconds(place));
        }

        await TurnAsync();
        Assert.That(effect.Applied, Is.EqualTo(order.Order().Select(place => $"{place}")));
    }

    [Test]
    public async Task An_applied_delivery_keeps_no_body_and_goes_after_a_week()
    {
        await TakeAsync("one", Clock.GetUtcNow());
        await TurnAsync();
        var entry = await EntryAsync("one");
        Assert.That((entry.State, entry.Body, entry.DueAt), Is.EqualTo((InboxState.Applied, (string?)null, (DateTimeOffset?)null)));

        Clock.Advance(TimeSpan.FromDays(8));
        await using (var scope = Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<InboxRoundJob>(scope.ServiceProvider).Execute(null!);
        }

        Assert.That(await SignalsAsync(), Is.EqualTo(1));
        await TurnAsync();
        Assert.That(await ReadAsync(store.Id, context => context.WebhookInbox.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_fault_is_tried_again_later_while_others_go_on()
    {
        var faults = 2;
        effect.OnApply = id => id == "bad" && faults-- > 0 ? throw new HttpRequestException("down") : Task.CompletedTask;
        await TakeAsync("bad", Clock.GetUtcNow());
        await TakeAsync("good", Clock.GetUtcNow().AddSeconds(1));

        var next = await TurnAsync();
        Assert.That(effect.Applied, Is.EqualTo(new[] { "good" }));
        Assert.That(next, Is.EqualTo(Clock.GetUtcNow().AddSeconds(10)));
        Assert.That((await EntryAsync("bad")).Message, Is.EqualTo("The shop could not be reached."));

        Clock.MoveTo(next!.Value);
        Clock.MoveTo((await TurnAsync())!.Value);
        Assert.That(await TurnAsync(), Is.Null);
        Assert.That(effect.Applied, Is.EqualTo(new[] { "good", "bad" }));
    }

    [Test]
    public async Task A_poisoned_delivery_ends_as_failed_with_its_reason()
    {
        effect.OnApply = _ => throw new KeyNotFoundException("a word of the body");
        await TakeAsync("poison", Clock.GetUtcNow());
        var turns = 0;
        while (await TurnAsync() is { } next)
        {
            Clock.MoveTo(next);
            turns++;
        }

        var entry = await EntryAsync("poison");
        Assert.Multiple(async () =>
        {
            Assert.That(turns, Is.EqualTo(WebhookTurn.Attempts - 1));
            Assert.That((entry.State, entry.Attempt, entry.DueAt), Is.EqualTo((InboxState.Failed, WebhookTurn.Attempts, (DateTimeOffset?)null)));
            Assert.That(entry.Message, Is.EqualTo("Its body is not what this topic's body should be."));
            Assert.That(await SignalsAsync(), Is.Zero);
        });
    }

    [Test]
    public async Task A_turn_that_dies_in_the_middle_leaves_the_signal_and_the_next_one_applies_again()
    {
        using var stop = new CancellationTokenSource();
        effect.OnApply = async _ =>
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        };
        await TakeAsync("cut", Clock.GetUtcNow());
        Assert.That(() => TurnAsync(stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await SignalsAsync(), Is.EqualTo(1));

        effect.OnApply = _ => Task.CompletedTask;
        await TurnAsync();
        Assert.That(effect.Applied, Is.EqualTo(new[] { "cut" }));
        Assert.That(await SignalsAsync(), Is.Zero);
    }

    [Test]
    public async Task What_arrives_while_a_turn_settles_keeps_its_signal()
    {
        effect.OnApply = id => id == "early" ? TakeAsync("late", Clock.GetUtcNow()) : Task.CompletedTask;
        await TakeAsync("early", Clock.GetUtcNow());
        await TurnAsync();
        Assert.That(await SignalsAsync(), Is.EqualTo(1), "the turn removes the signals it began with and no other");
    }

    [Test]
    public async Task Item15_Of_two_messages_out_of_order_the_newer_one_holds()
    {
        var start = Clock.GetUtcNow();
        await TakeScopesAsync("newer", start.AddMinutes(2), "read_products", "write_products");
        await TurnAsync(Services.GetRequiredService<WebhookTurn>());
        await TakeScopesAsync("older", start.AddMinutes(1), "read_products");
        await TurnAsync(Services.GetRequiredService<WebhookTurn>());
        Assert.That(await ReadAsync(store.Id, context => context.Stores.Select(row => row.Scopes).SingleAsync()), Is.EqualTo("read_products,write_products"));
    }

    [Test]
    public async Task The_shops_own_facts_follow_its_updates_and_not_its_older_ones()
    {
        await TakeShopAsync("one", "2026-11-21T10:00:00-05:00", "Lamp House");
        await TakeShopAsync("two", "2026-11-21T09:00:00-05:00", "Old name");
        await TurnAsync(Services.GetRequiredService<WebhookTurn>());
        var facts = await ReadAsync(store.Id, context => context.Stores.AsNoTracking().SingleAsync());
        Assert.That((facts.Name, facts.ShopPlan, facts.Currency, facts.TimeZone, facts.SiteUrl), Is.EqualTo(("Lamp House", "Advanced", "EUR", "Europe/Vienna", "https://lamps.example/")));
    }

    private Task TakeShopAsync(string id, string updatedAt, string name) => TakeAsync(id, Clock.GetUtcNow(), "shop/update", JsonSerializer.Serialize(new
    {
        name, domain = "lamps.example", myshopify_domain = $"{store.Id:N}.myshopify.com", plan_display_name = "Advanced", currency = "EUR",
        iana_timezone = "Europe/Vienna", primary_locale = "de", updated_at = updatedAt,
    }));

    private Task TakeScopesAsync(string id, DateTimeOffset at, params string[] scopes) => TakeAsync(id, at, "app/scopes_update", JsonSerializer.Serialize(new { current = scopes }));

    // One of the product's own topics stands for any: the listed effect takes it beside the real one.
    private async Task TakeAsync(string id, DateTimeOffset at, string topic = "app/scopes_update", string? body = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var headers = new WebhookHeaders("-", topic, ShopDomain.Parse($"{store.Id:N}.myshopify.com"), "2026-10", id, null, at, null);
        await scope.ServiceProvider.GetRequiredService<WebhookInbox>().TakeAsync(headers, body ?? $$"""{"current":[],"number":{{++number}}}""", CancellationToken.None);
    }

    private Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken = default) => TurnAsync(listed.GetRequiredService<WebhookTurn>(), cancellationToken);

    private Task<DateTimeOffset?> TurnAsync(WebhookTurn turn, CancellationToken cancellationToken = default) =>
        turn.RunAsync(store.Id, Clock.GetUtcNow().AddMinutes(1), cancellationToken);

    private Task<InboxEntry> EntryAsync(string id) => ReadAsync(store.Id, context => context.WebhookInbox.AsNoTracking().SingleAsync(row => row.WebhookId == id));

    private Task<int> SignalsAsync() => ReadAsync(store.Id, context => context.WebhookSignals.CountAsync(signal => signal.StoreId == store.Id));

    private sealed class ListedEffect : IWebhookEffect
    {
        public List<string> Applied { get; } = [];

        public Func<string, Task> OnApply { get; set; } = _ => Task.CompletedTask;

        public IReadOnlyCollection<string> Topics { get; } = ["app/scopes_update"];

        public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
        {
            await OnApply(delivery.WebhookId);
            Applied.Add(delivery.WebhookId);
        }
    }
}
