using Commerce.Plans;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Commerce.Shopify.Shops;
using Microsoft.Extensions.Options;

namespace Commerce.Billing;

/// <summary>Shopify App Pricing: plans on Shopify's own page, read through the Partner API, usage by metered events.</summary>
public sealed class AppPricing(
    PartnerClient partner, AppEvents events, AppBilling billing, ShopReader shops, IOptions<ShopifyOptions> shopify, IOptions<AppPricingOptions> pricing) : IBillingSource
{
    public bool HostsPlans => true;

    public async Task<BillingFacts> ReadAsync(ShopAccess access, Subscription known, CancellationToken cancellationToken)
    {
        var shop = await shops.ReadAsync(access, cancellationToken);
        if (await partner.ActiveAsync(shop.Id, cancellationToken) is not { } active || PlanCatalogue.Plans.FirstOrDefault(plan => active.Handles.Contains(plan.Key)) is not { IsFree: false } plan)
        {
            return new BillingFacts(known.Currency, null, []);
        }

        // The Partner API knows no frozen shop; the same subscription in the Admin API does.
        var admin = active.LegacyId is { } id ? await billing.FindAsync(access, id, cancellationToken) : null;
        var current = new SubscriptionFacts(
            active.LegacyId ?? $"{shop.Id}:{plan.Key}", plan.Key, admin?.Status == SubscriptionStatus.Frozen, admin?.Test ?? false, active.CycleEnd ?? active.TrialEndsAt, 0, active.TrialEndsAt,
            null, plan.SellsUsage ? plan.CapIn(active.Used?.Currency ?? known.Currency) : null, active.Used);
        return new BillingFacts(active.Used?.Currency ?? known.Currency, current, []);
    }

    public Task<Approval> AskAsync(ShopAccess access, Charge charge, Subscription subscription, CancellationToken cancellationToken) => charge.Kind == ChargeKind.Subscription
        ? Task.FromResult(new Approval(null, PlanPage(access.Shop)))
        : throw new BillingRefusedException("Shopify's plan page sells neither packs nor other caps. Nothing was charged.");

    public Task<Uri?> CancelAsync(ShopAccess access, Subscription subscription, bool refund, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(PlanPage(access.Shop));

    public async Task<string?> ChargeAsync(ShopAccess access, UsageRecord record, CancellationToken cancellationToken)
    {
        var shop = await shops.ReadAsync(access, cancellationToken);
        await events.SendAsync(shop.Id, record.Credits, record.CreatedAt, record.IdempotencyKey, cancellationToken);
        return null;
    }

    public Task<IReadOnlyDictionary<Guid, string>?> FindUsageAsync(ShopAccess access, IReadOnlyCollection<UsageRecord> records, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, string>?>(null);

    private Uri PlanPage(ShopDomain shop) => new($"{shopify.Value.AdminOrigin}/store/{shop.Handle}/charges/{pricing.Value.AppHandle}/pricing_plans");
}
