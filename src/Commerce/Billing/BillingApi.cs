using Commerce.Plans;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Billing;

/// <summary>Shopify's Billing API: plans and packs from our own page, each approved on Shopify's.</summary>
public sealed class BillingApi(AppBilling billing, IOptions<ShopifyOptions> shopify) : IBillingSource
{
    private const string ChargeParameter = "charge";

    public bool HostsPlans => false;

    public async Task<BillingFacts> ReadAsync(ShopAccess access, Subscription known, CancellationToken cancellationToken)
    {
        var state = await billing.ReadAsync(access, cancellationToken);
        var all = state.Subscriptions.ToList();
        // A frozen one is no longer among the active, and old enough to be behind the newest.
        if (known.ShopifyId is { } id && all.All(subscription => subscription.Id != id) && await billing.FindAsync(access, id, cancellationToken) is { } old)
        {
            all.Add(old);
        }

        var current = all.FirstOrDefault(subscription => state.ActiveIds.Contains(subscription.Id)) ?? all.FirstOrDefault(subscription => subscription.Status == SubscriptionStatus.Frozen);
        return new BillingFacts(
            state.Currency, current is null || PlanOf(current) is not { } plan ? null : Facts(current, plan),
            [.. all.Select(subscription => Facts(subscription, state.ActiveIds)), .. state.Purchases.Select(Facts)]);
    }

    public async Task<Approval> AskAsync(ShopAccess access, Charge charge, Subscription subscription, CancellationToken cancellationToken)
    {
        var price = new Money(charge.PriceMinor, charge.Currency);
        Money? cap = charge.CapMinor is { } most ? new Money(most, charge.Currency) : null;
        var confirmation = charge.Kind switch
        {
            ChargeKind.Subscription => await billing.SubscribeAsync(
                access,
                new SubscriptionRequest(PlanCatalogue.Find(charge.Item)!.Name, price, cap, Terms(charge), ReturnUrl(access.Shop, charge.Id), charge.TrialDays, charge.AtPeriodEnd, charge.Test),
                cancellationToken),
            ChargeKind.Pack => await billing.BuyAsync(access, PackName(charge.Credits), price, ReturnUrl(access.Shop, charge.Id), charge.Test, cancellationToken),
            _ => await billing.ChangeCapAsync(
                access, subscription.UsageLineId ?? throw new BillingRefusedException("Your plan sells no credits over the plan. Nothing was charged."), cap!.Value, cancellationToken),
        };
        return new Approval(confirmation.Id, confirmation.Address);
    }

    public async Task<Uri?> CancelAsync(ShopAccess access, Subscription subscription, bool refund, CancellationToken cancellationToken)
    {
        await billing.CancelAsync(access, subscription.ShopifyId!, refund, cancellationToken);
        return null;
    }

    public async Task<string?> ChargeAsync(ShopAccess access, UsageRecord record, CancellationToken cancellationToken) =>
        (await billing.ChargeAsync(access, record.LineId!, record.Amount, PackName(record.Credits), record.IdempotencyKey, cancellationToken)).Id;

    public async Task<IReadOnlyDictionary<Guid, string>?> FindUsageAsync(ShopAccess access, IReadOnlyCollection<UsageRecord> records, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, string>();
        foreach (var group in records.GroupBy(record => record.SubscriptionId))
        {
            var charged = await billing.ReadUsageAsync(access, group.Key, cancellationToken);
            foreach (var record in group)
            {
                if (charged.FirstOrDefault(charge => charge.IdempotencyKey == record.IdempotencyKey) is { } charge)
                {
                    found[record.Id] = charge.Id;
                }
            }
        }

        return found;
    }

    internal static string PackName(long credits) => $"{credits} credits";

    // Back into the admin, which frames the app again; our id in it finds the charge even when Shopify's answer was lost.
    private string ReturnUrl(ShopDomain shop, Guid chargeId) =>
        $"{shopify.Value.AdminOrigin}/store/{shop.Handle}/apps/{shopify.Value.ApiKey}/plan?{ChargeParameter}={chargeId}";

    private static string Terms(Charge charge) =>
        PlanCatalogue.Find(charge.Item) is { SellsUsage: true } plan ? $"{plan.UsagePriceIn(charge.Currency)} for each credit over the {plan.Credits} of the plan" : "";

    private static SubscriptionFacts Facts(AppSubscription subscription, Plan plan) => new(
        subscription.Id, plan.Key, subscription.Status == SubscriptionStatus.Frozen, subscription.Test, subscription.CurrentPeriodEnd, subscription.TrialDays, null,
        subscription.Usage?.Id, subscription.Usage?.Cap, subscription.Usage?.Used);

    private static Plan? PlanOf(AppSubscription subscription) => PlanCatalogue.Plans.FirstOrDefault(plan => plan.Name == subscription.Name);

    private static ChargeFacts Facts(AppSubscription subscription, IReadOnlyList<string> active) => new(
        subscription.Id, ChargeOf(subscription.ReturnUrl), ChargeKind.Subscription, subscription.Name, null,
        subscription.Status switch
        {
            // Approved, but the one before it is paid until its period ends.
            SubscriptionStatus.Active when !active.Contains(subscription.Id) => ChargeState.Scheduled,
            SubscriptionStatus.Active => ChargeState.Active,
            SubscriptionStatus.Declined => ChargeState.Declined,
            SubscriptionStatus.Expired => ChargeState.Expired,
            SubscriptionStatus.Frozen => ChargeState.Frozen,
            SubscriptionStatus.Cancelled => ChargeState.Cancelled,
            _ => ChargeState.Pending,
        },
        subscription.CreatedAt);

    private static ChargeFacts Facts(OneTimePurchase purchase) => new(
        purchase.Id, null, ChargeKind.Pack, purchase.Name, purchase.Price,
        purchase.Status switch
        {
            PurchaseStatus.Active => ChargeState.Active,
            PurchaseStatus.Declined => ChargeState.Declined,
            PurchaseStatus.Expired => ChargeState.Expired,
            _ => ChargeState.Pending,
        },
        purchase.CreatedAt);

    private static Guid? ChargeOf(string returnUrl) =>
        Uri.TryCreate(returnUrl, UriKind.Absolute, out var address) && Guid.TryParse(QueryHelpers.ParseQuery(address.Query)[ChargeParameter], out var id) ? id : null;
}
