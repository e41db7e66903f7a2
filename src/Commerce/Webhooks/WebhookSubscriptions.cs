namespace Commerce.Webhooks;

/// <summary>What Shopify tells the app of. The one list: the subscriptions in <c>shopify.app.toml</c> are held equal to it.</summary>
public static class WebhookSubscriptions
{
    /// <summary>Where every topic is delivered.</summary>
    public const string Address = "/webhooks";

    /// <summary>Topics the app chose.</summary>
    public static IReadOnlyList<string> Chosen { get; } =
    [
        "app/uninstalled", "app/scopes_update", "shop/update", "products/create", "products/update", "products/delete", "bulk_operations/finish",
        "app_subscriptions/update", "app_subscriptions/approaching_capped_amount", "app_purchases_one_time/update",
    ];

    /// <summary>Topics every app must take.</summary>
    public static IReadOnlyList<string> Compliance { get; } = ["customers/data_request", "customers/redact", "shop/redact"];
}
