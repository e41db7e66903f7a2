using System.Text.Json;
using Commerce.Shopify;
using Commerce.Shopify.Signatures;
using Commerce.Stores;
using Commerce.Tests.Publishing;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Webhooks;

/// <summary>A shop of the sandbox, installed through the real door, whose messages the test brings to the inbox itself.</summary>
public abstract class ShopFixture : PublishingFixture
{
    private int number;

    /// <summary>Puts a message in and works the inbox off. Returns its entry.</summary>
    protected async Task<InboxEntry?> TellAsync(string topic, DateTimeOffset? at = null, object? body = null)
    {
        var id = $"delivery-{++number}";
        await using (var scope = NewScope())
        {
            var headers = new WebhookHeaders("-", topic, ShopDomain.Parse(Domain), "2026-10", id, null, at ?? Clock.GetUtcNow(), null);
            var text = JsonSerializer.Serialize(body ?? new { shop_id = 1, shop_domain = Domain, myshopify_domain = Domain });
            await scope.ServiceProvider.GetRequiredService<WebhookInbox>().TakeAsync(headers, text, CancellationToken.None);
        }

        await TurnAsync();
        return await ReadAsync(context => context.WebhookInbox.AsNoTracking().SingleOrDefaultAsync(entry => entry.WebhookId == id));
    }

    protected Task<DateTimeOffset?> TurnAsync() => Work.RunAsync(StoreId, services => services.GetRequiredService<WebhookTurn>().RunAsync(StoreId, Clock.GetUtcNow().AddMinutes(1), CancellationToken.None));

    /// <summary>The merchant removes the app in the admin.</summary>
    protected Task RemoveAppAsync() => Sandbox.PostAsync($"control/shops/{Domain}/uninstall", new { });

    protected Task<Store> StoreAsync() => ReadAsync(context => context.Stores.AsNoTracking().SingleAsync());
}
