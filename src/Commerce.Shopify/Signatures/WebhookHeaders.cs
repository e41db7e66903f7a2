using System.Globalization;

namespace Commerce.Shopify.Signatures;

/// <summary>What a webhook's headers say. None of it is signed; only the body is.</summary>
/// <param name="Signature">Base64 of the body's HMAC; see <see cref="BodySignature"/>.</param>
/// <param name="Topic">Such as <c>products/update</c>.</param>
/// <param name="Shop">The shop it tells of.</param>
/// <param name="ApiVersion">Version of the payload, <c>YYYY-MM</c>.</param>
/// <param name="WebhookId">One per delivery, the same each time Shopify tries it again. Deliveries by Events carry the event's id only, which then stands here too.</param>
/// <param name="EventId">One per event, shared by all subscriptions that tell of it; null where Shopify gives none.</param>
/// <param name="TriggeredAt">When it happened by Shopify's clock; null where Shopify does not say.</param>
/// <param name="SubTopic">What narrows the topic, for the few that have one.</param>
public sealed record WebhookHeaders(
    string Signature, string Topic, ShopDomain Shop, string ApiVersion, string WebhookId, string? EventId, DateTimeOffset? TriggeredAt, string? SubTopic)
{
    // Real ones are far shorter; the ceiling keeps what an unsigned header can put into a table small.
    private const int Longest = 200;

    /// <summary>
    /// Reads either family: <c>X-Shopify-*</c>, or <c>shopify-*</c> of Shopify's Events, which is looked for first.
    /// Source: shopify.dev, webhooks, headers; the Events preview.
    /// </summary>
    /// <param name="header">Gives a header's value, whatever the case of its name; null when it is absent.</param>
    /// <returns>Null when a required header is absent or not what it must be.</returns>
    public static WebhookHeaders? Read(Func<string, string?> header) =>
        Given(header, BodySignature.EventsHeader) is not null ? ReadFamily(header, "shopify-", "event-id") : ReadFamily(header, "X-Shopify-", "Webhook-Id");

    private static WebhookHeaders? ReadFamily(Func<string, string?> header, string family, string delivery)
    {
        var eventId = Given(header, family + "Event-Id");
        return Given(header, family + "Hmac-Sha256") is { } signature
            && Given(header, family + "Topic") is { } topic
            && ShopDomain.TryParse(Given(header, family + "Shop-Domain"), out var shop)
            && Given(header, family + "API-Version") is { } version
            && Given(header, family + delivery) is { } id
            ? new WebhookHeaders(signature, topic, shop, version, id, eventId, Time(Given(header, family + "Triggered-At")), Given(header, family + "Sub-Topic"))
            : null;
    }

    private static string? Given(Func<string, string?> header, string name) => header(name) is { Length: > 0 and <= Longest } value ? value : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
