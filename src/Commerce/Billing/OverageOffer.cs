using Commerce.Plans;
using Commerce.Shopify.Billing;

namespace Commerce.Billing;

/// <summary>Credits over the plan, before anybody agreed to them.</summary>
/// <param name="Credits">How many.</param>
/// <param name="Price">What they cost.</param>
/// <param name="Room">What the cap has left in this period.</param>
public sealed record OverageOffer(long Credits, Money Price, Money Room)
{
    public bool Fits => Price.Minor <= Room.Minor;

    /// <param name="pending">Usage that is agreed to and perhaps not yet counted by Shopify, in the smallest unit.</param>
    public static OverageOffer? Of(Subscription subscription, long credits, long pending)
    {
        if (subscription is not { State: SubscriptionState.Active, CapMinor: { } cap } || PlanCatalogue.Find(subscription.Plan) is not { SellsUsage: true } plan)
        {
            return null;
        }

        var price = plan.UsagePriceIn(subscription.Currency);
        return new OverageOffer(credits, price with { Minor = price.Minor * credits }, new Money(Math.Max(0, cap - subscription.UsedMinor - pending), price.Currency));
    }
}
