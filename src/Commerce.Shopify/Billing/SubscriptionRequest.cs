namespace Commerce.Shopify.Billing;

/// <summary>A subscription to ask the merchant for.</summary>
/// <param name="Name">As the invoice will say it.</param>
/// <param name="Price">Every 30 days.</param>
/// <param name="Cap">The most that usage may add in 30 days; null sells no usage.</param>
/// <param name="Terms">How usage is priced, in words the merchant approves; needed with a cap.</param>
/// <param name="ReturnUrl">Where the merchant comes back to, approved or not.</param>
/// <param name="TrialDays">Days before the first payment.</param>
/// <param name="AtPeriodEnd">Replaces the current subscription when its paid period ends, not at once.</param>
/// <param name="Test">True moves no money.</param>
public sealed record SubscriptionRequest(string Name, Money Price, Money? Cap, string Terms, string ReturnUrl, int TrialDays, bool AtPeriodEnd, bool Test);

/// <summary>What the merchant has to approve. The text form leaves the signed address out.</summary>
/// <param name="Id">Global id of the subscription or purchase.</param>
/// <param name="Address">Shopify's page, to be opened at top level; it carries a signature.</param>
public sealed record Confirmation(string Id, Uri Address)
{
    /// <summary>The id only.</summary>
    public override string ToString() => $"Confirmation {{ Id = {Id} }}";
}
