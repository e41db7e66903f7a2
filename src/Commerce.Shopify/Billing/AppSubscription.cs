namespace Commerce.Shopify.Billing;

/// <summary>Where a subscription stands with Shopify.</summary>
public enum SubscriptionStatus
{
    /// <summary>A status this library does not know.</summary>
    Unknown,

    /// <summary>Waits for the merchant's approval, two days at most.</summary>
    Pending,

    /// <summary>Approved and charged.</summary>
    Active,

    /// <summary>The merchant said no.</summary>
    Declined,

    /// <summary>Nobody approved it within two days.</summary>
    Expired,

    /// <summary>The shop itself does not pay Shopify; goes on when it does.</summary>
    Frozen,

    /// <summary>Ended by the merchant, the app, a newer subscription or the removal of the app.</summary>
    Cancelled,
}

/// <summary>A recurring charge of the app in one shop.</summary>
/// <param name="Id">Global id.</param>
/// <param name="Name">As the merchant reads it on the invoice.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Test">True when no money moves.</param>
/// <param name="CreatedAt">When it was asked for; a trial is counted from the approval, which Shopify does not tell.</param>
/// <param name="CurrentPeriodEnd">When the next payment is due; null when it is not active.</param>
/// <param name="TrialDays">Length of its trial.</param>
/// <param name="ReturnUrl">Where the merchant came back to, as we gave it.</param>
/// <param name="Usage">What may be charged beside the fixed price; null when nothing may.</param>
public sealed record AppSubscription(
    string Id, string Name, SubscriptionStatus Status, bool Test, DateTimeOffset CreatedAt, DateTimeOffset? CurrentPeriodEnd, int TrialDays, string ReturnUrl, UsageLine? Usage);

/// <summary>The usage part of a subscription.</summary>
/// <param name="Id">The line that usage is recorded on.</param>
/// <param name="Cap">The most the merchant approved for one period.</param>
/// <param name="Used">Recorded in the current period.</param>
public sealed record UsageLine(string Id, Money Cap, Money Used);

/// <summary>Where a one-time purchase stands.</summary>
public enum PurchaseStatus
{
    /// <summary>A status this library does not know.</summary>
    Unknown,

    /// <summary>Waits for the merchant's approval.</summary>
    Pending,

    /// <summary>Approved and charged.</summary>
    Active,

    /// <summary>The merchant said no.</summary>
    Declined,

    /// <summary>Nobody approved it in time.</summary>
    Expired,
}

/// <summary>A purchase that is paid once.</summary>
public sealed record OneTimePurchase(string Id, string Name, PurchaseStatus Status, Money Price, bool Test, DateTimeOffset CreatedAt);

/// <summary>One recorded usage.</summary>
/// <param name="Id">Global id.</param>
/// <param name="IdempotencyKey">The key it was recorded under; null when none was sent.</param>
/// <param name="Price">What it costs.</param>
public sealed record UsageCharge(string Id, string? IdempotencyKey, Money Price);

/// <summary>Everything Shopify knows of this app's charges in one shop.</summary>
/// <param name="Currency">The currency the merchant pays Shopify in.</param>
/// <param name="ActiveIds">Ids of the subscriptions in force now.</param>
/// <param name="Subscriptions">Those in force and the newest others, newest first.</param>
/// <param name="Purchases">The newest one-time purchases, newest first.</param>
public sealed record BillingState(
    string Currency, IReadOnlyList<string> ActiveIds, IReadOnlyList<AppSubscription> Subscriptions, IReadOnlyList<OneTimePurchase> Purchases);
