using System.Globalization;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.Billing;

internal sealed record NodeList<T>(IReadOnlyList<T> Nodes);

/// <summary>Money as Shopify writes it.</summary>
internal sealed record MoneyNode(string Amount, string CurrencyCode)
{
    public Money Read() => Money.Of(decimal.Parse(Amount, CultureInfo.InvariantCulture), CurrencyCode);
}

/// <summary>A subscription as the documents of this folder select it.</summary>
internal sealed record SubscriptionNode(
    string Id, string Name, string Status, bool Test, DateTimeOffset CreatedAt, DateTimeOffset? CurrentPeriodEnd, int TrialDays, string ReturnUrl, IReadOnlyList<LineNode> LineItems)
{
    public AppSubscription Read()
    {
        var usage = LineItems.FirstOrDefault(line => line.Plan.PricingDetails.CappedAmount is not null);
        // ACCEPTED is from before Shopify activated by itself: the merchant has approved.
        var status = Status == "ACCEPTED" ? SubscriptionStatus.Active : Wire.Read<SubscriptionStatus>(Status);
        return new AppSubscription(
            Id, Name, status, Test, CreatedAt, CurrentPeriodEnd, TrialDays, ReturnUrl,
            usage is null ? null : new UsageLine(usage.Id, usage.Plan.PricingDetails.CappedAmount!.Read(), usage.Plan.PricingDetails.BalanceUsed!.Read()));
    }
}

internal sealed record LineNode(string Id, PlanNode Plan);

internal sealed record PlanNode(PricingNode PricingDetails);

internal sealed record PricingNode(MoneyNode? CappedAmount, MoneyNode? BalanceUsed);

internal sealed record PurchaseNode(string Id, string Name, string Status, bool Test, DateTimeOffset CreatedAt, MoneyNode Price)
{
    public OneTimePurchase Read() => new(Id, Name, Status == "ACCEPTED" ? PurchaseStatus.Active : Wire.Read<PurchaseStatus>(Status), Price.Read(), Test, CreatedAt);
}

internal sealed record UsageNode(IReadOnlyList<UsageLineNode> LineItems);

internal sealed record UsageLineNode(string Id, NodeList<UsageRecordNode> UsageRecords);

internal sealed record UsageRecordNode(string Id, string? IdempotencyKey, MoneyNode Price)
{
    public UsageCharge Read() => new(Id, IdempotencyKey, Price.Read());
}
