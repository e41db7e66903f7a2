using Commerce.Shopify.Admin;

namespace Commerce.Billing;

/// <summary>One way in which Shopify bills for the app. Throws <see cref="ShopifyException"/>.</summary>
public interface IBillingSource
{
    /// <summary>Plans are chosen, changed and ended on a page of Shopify's; it sells neither packs nor other caps.</summary>
    bool HostsPlans { get; }

    /// <summary>What is in force and what was asked for.</summary>
    /// <param name="known">As it was read last.</param>
    Task<BillingFacts> ReadAsync(ShopAccess access, Subscription known, CancellationToken cancellationToken);

    /// <summary>Asks the owner to approve a charge. Costs nothing before they do.</summary>
    /// <exception cref="BillingRefusedException">This source sells nothing of that kind.</exception>
    Task<Approval> AskAsync(ShopAccess access, Charge charge, Subscription subscription, CancellationToken cancellationToken);

    /// <summary>Ends the subscription at once. Null when that is done; otherwise the page on which the owner does it.</summary>
    Task<Uri?> CancelAsync(ShopAccess access, Subscription subscription, bool refund, CancellationToken cancellationToken);

    /// <summary>Charges usage, once for each record however often it is called. Gives Shopify's id where there is one.</summary>
    Task<string?> ChargeAsync(ShopAccess access, UsageRecord record, CancellationToken cancellationToken);

    /// <summary>Shopify's ids of those records it has, by ours; null when Shopify keeps no list, so that only charging again can tell.</summary>
    Task<IReadOnlyDictionary<Guid, string>?> FindUsageAsync(ShopAccess access, IReadOnlyCollection<UsageRecord> records, CancellationToken cancellationToken);
}
