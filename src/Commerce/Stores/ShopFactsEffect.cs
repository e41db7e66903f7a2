using System.Text.Json;
using Commerce.Data;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary><c>shop/update</c>: name, site, plan, currency and time zone, as the shop tells them.</summary>
public sealed class ShopFactsEffect(CommerceContext context) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = ["shop/update"];

    public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var store = await context.Stores.SingleOrDefaultAsync(cancellationToken);
        var at = ChangedAt(delivery);
        if (store is null || store.FactsAt >= at)
        {
            return;
        }

        var body = delivery.Body;
        store.FactsAt = at;
        store.Name = Text(body, "name") ?? store.Name;
        store.ShopPlan = Text(body, "plan_display_name") ?? store.ShopPlan;
        store.Currency = Text(body, "currency") ?? store.Currency;
        store.TimeZone = Text(body, "iana_timezone") ?? store.TimeZone;
        store.Locale = Text(body, "primary_locale") ?? store.Locale;
        store.SiteUrl = Site(Text(body, "domain"), store.SiteUrl);
        await context.SaveChangesAsync(cancellationToken);
    }

    private static DateTimeOffset ChangedAt(WebhookDelivery delivery) =>
        delivery.Body.TryGetProperty("updated_at", out var updated) && updated.ValueKind == JsonValueKind.String && updated.TryGetDateTimeOffset(out var at)
            ? at.ToUniversalTime()
            : delivery.TriggeredAt;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    // The message names the host only; an address that leads to the same host says more and stays.
    private static string? Site(string? host, string? known)
    {
        if (host is null || (Uri.TryCreate(known, UriKind.Absolute, out var site) && site.Authority == host))
        {
            return known;
        }

        return Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var changed) ? changed.ToString() : known;
    }
}
