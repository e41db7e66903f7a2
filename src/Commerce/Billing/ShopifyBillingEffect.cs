using Commerce.Stores;
using Commerce.Webhooks;

namespace Commerce.Billing;

/// <summary>
/// Shopify says that a subscription, a cap or a purchase changed. The delivery is only a reason to look: its body is not
/// believed, so a late, repeated or reordered one can do no harm.
/// </summary>
public sealed class ShopifyBillingEffect(Reconciliation reconciliation) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = ["app_subscriptions/update", "app_subscriptions/approaching_capped_amount", "app_purchases_one_time/update"];

    public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await reconciliation.RunAsync(cancellationToken);
        }
        catch (ShopAccessLostException)
        {
            // An uninstall cancels the plan and tells of it after our access has ended. The next opening looks anyway.
        }
    }
}
