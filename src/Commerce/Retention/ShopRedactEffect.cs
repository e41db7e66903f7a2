using Commerce.Data;
using Commerce.Stores;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Retention;

/// <summary>
/// <c>shop/redact</c>, sent two days after a shop left. Orders the erasure, unless the shop has come back: a late message
/// must not cost it its new install. Nobody's rows go on a message's word alone while our access to the shop works.
/// </summary>
public sealed class ShopRedactEffect(
    CommerceContext context, ComplianceRecords records, StorePresence presence, StoreUninstaller uninstaller, TimeProvider time) : IWebhookEffect
{
    internal const string Returned = "Kept: the shop has installed the app again.";

    public IReadOnlyCollection<string> Topics { get; } = [Compliance.ShopRedact];

    public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var store = await context.Stores.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (store is null)
        {
            return;
        }

        if (store.InstalledAt > delivery.TriggeredAt || store.UninstalledAt > delivery.TriggeredAt || !await HasLeftAsync(store, delivery, cancellationToken))
        {
            await records.AnsweredAsync(delivery, Returned, cancellationToken);
            return;
        }

        await records.OrderAsync(delivery, cancellationToken);
    }

    // A store that still looks installed may only have had its app/uninstalled lost; Shopify knows.
    private async Task<bool> HasLeftAsync(Store store, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (store.Status == StoreStatus.Uninstalled)
        {
            return true;
        }

        var asked = time.GetUtcNow();
        return !await presence.IsInstalledAsync(cancellationToken) && await uninstaller.UninstallAsync(delivery.TriggeredAt, asked, cancellationToken);
    }
}
