using Commerce.Data;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary><c>app/scopes_update</c>: what the shop lets us do from now on.</summary>
public sealed class ScopesEffect(CommerceContext context) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = ["app/scopes_update"];

    public Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var current = string.Join(',', delivery.Body.GetProperty("current").EnumerateArray().Select(scope => scope.GetString()));
        return context.Stores
            .Where(store => store.InstalledAt <= delivery.TriggeredAt && (store.ScopesAt == null || store.ScopesAt < delivery.TriggeredAt))
            .ExecuteUpdateAsync(store => store.SetProperty(row => row.Scopes, current).SetProperty(row => row.ScopesAt, delivery.TriggeredAt), cancellationToken);
    }
}
