using Commerce.Shopify.Billing;

namespace Commerce.Billing;

/// <summary>What Shopify says, in our words.</summary>
/// <param name="Currency">What the owner pays Shopify in.</param>
/// <param name="Current">The subscription in force or frozen; null when there is none.</param>
/// <param name="Charges">What was asked for, by Shopify's id.</param>
public sealed record BillingFacts(string Currency, SubscriptionFacts? Current, IReadOnlyList<ChargeFacts> Charges);

/// <param name="Plan">Key of its plan.</param>
/// <param name="Frozen">The shop does not pay Shopify.</param>
/// <param name="TrialEndsAt">Null when Shopify does not tell; then <paramref name="TrialDays"/> count from the approval.</param>
/// <param name="Cap">Null when it sells no usage.</param>
public sealed record SubscriptionFacts(
    string ShopifyId, string Plan, bool Frozen, bool Test, DateTimeOffset? PeriodEndsAt, int TrialDays, DateTimeOffset? TrialEndsAt, string? UsageLineId, Money? Cap, Money? Used);

/// <param name="ChargeId">Our own id, where Shopify carries it.</param>
/// <param name="Name">As the invoice says it.</param>
/// <param name="Price">Null where Shopify does not repeat it.</param>
public sealed record ChargeFacts(string ShopifyId, Guid? ChargeId, ChargeKind Kind, string Name, Money? Price, ChargeState State, DateTimeOffset CreatedAt);

/// <summary>Where the owner approves. Its text form leaves the signed address out.</summary>
/// <param name="ShopifyId">Null where the charge begins to exist only when it is approved.</param>
public sealed record Approval(string? ShopifyId, Uri Address)
{
    public override string ToString() => $"Approval {{ ShopifyId = {ShopifyId} }}";
}
