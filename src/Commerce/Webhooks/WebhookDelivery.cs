using System.Text.Json;

namespace Commerce.Webhooks;

/// <summary>One webhook that passed its signature, as the inbox kept it.</summary>
/// <param name="StoreId">The store of the shop it came from.</param>
/// <param name="Topic">Such as <c>products/update</c>.</param>
/// <param name="WebhookId">One per delivery; Shopify repeats it when it sends the same delivery again.</param>
/// <param name="EventId">One per event, shared by all subscriptions that tell of it; null where Shopify gave none.</param>
/// <param name="TriggeredAt">When the event happened, by Shopify's clock.</param>
/// <param name="Body">The payload as signed.</param>
public sealed record WebhookDelivery(Guid StoreId, string Topic, string WebhookId, string? EventId, DateTimeOffset TriggeredAt, JsonElement Body);
