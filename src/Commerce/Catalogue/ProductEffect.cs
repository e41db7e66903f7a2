using System.Globalization;
using System.Text.Json;
using Commerce.Webhooks;

namespace Commerce.Catalogue;

/// <summary>What webhooks of products do. Our own publishing sends them too: then the product is read again and nothing else happens.</summary>
public sealed class ProductEffect(ProductChanges changes) : IWebhookEffect
{
    private const string Deleted = "products/delete";

    public IReadOnlyCollection<string> Topics { get; } = ["products/create", "products/update", Deleted];

    public Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var id = $"gid://shopify/Product/{delivery.Body.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture)}";
        return delivery.Topic == Deleted
            ? changes.RemoveAsync(id, cancellationToken)
            : changes.NoticeAsync(id, ChangedAt(delivery), cancellationToken);
    }

    private static DateTimeOffset ChangedAt(WebhookDelivery delivery) =>
        delivery.Body.TryGetProperty("updated_at", out var told) && told.ValueKind == JsonValueKind.String && told.TryGetDateTimeOffset(out var at) ? at : delivery.TriggeredAt;
}
