using Commerce.Shopify.Billing;

namespace Commerce.Plans;

/// <summary>What a store can be on.</summary>
/// <param name="Key">Never changes once a store has it.</param>
/// <param name="Name">As the owner and the invoice read it.</param>
/// <param name="Prices">Every 30 days, by currency, in its smallest unit.</param>
/// <param name="Credits">Added with each paid period; what is left of them ends with the period.</param>
/// <param name="TrialDays">Days before the first payment, once for each store.</param>
/// <param name="TrialCredits">Added for the trial instead of <paramref name="Credits"/>.</param>
/// <param name="UsagePrices">Price of one credit over the plan, by currency; empty when none is sold.</param>
/// <param name="Caps">What the owner is asked to approve at most for usage in one period, by currency.</param>
/// <param name="Limits">What the plan counts beside credits.</param>
/// <param name="Features">In words, as the pricing page lists them.</param>
public sealed record Plan(
    string Key, string Name, IReadOnlyDictionary<string, long> Prices, long Credits, int TrialDays, long TrialCredits,
    IReadOnlyDictionary<string, long> UsagePrices, IReadOnlyDictionary<string, long> Caps, PlanLimits Limits, IReadOnlyList<string> Features)
{
    /// <summary>Costs nothing, so nothing has to be approved.</summary>
    public bool IsFree => Prices.Values.All(price => price == 0);

    /// <summary>Sells credits over the plan.</summary>
    public bool SellsUsage => UsagePrices.Count > 0;

    /// <summary>In the owner's billing currency when the plan has a price in it, in US dollars otherwise.</summary>
    public Money PriceIn(string currency) => PriceList.Of(Prices, currency);

    /// <inheritdoc cref="PriceIn"/>
    public Money UsagePriceIn(string currency) => PriceList.Of(UsagePrices, currency);

    /// <inheritdoc cref="PriceIn"/>
    public Money CapIn(string currency) => PriceList.Of(Caps, currency);
}

/// <summary>Figures of a plan that are not credits.</summary>
/// <param name="ImageExtractionsPerDay">Null counts by the month only.</param>
/// <param name="AssetRetentionDays">How long results are kept.</param>
public sealed record PlanLimits(int? ImageExtractionsPerDay, int ImageExtractionsPerMonth, int AssetRetentionDays);

/// <summary>Credits bought once; they do not end with a period.</summary>
/// <param name="Prices">By currency, in its smallest unit.</param>
public sealed record CreditPack(string Key, long Credits, IReadOnlyDictionary<string, long> Prices)
{
    /// <inheritdoc cref="Plan.PriceIn"/>
    public Money PriceIn(string currency) => PriceList.Of(Prices, currency);
}

internal static class PriceList
{
    public const string Fallback = "USD";

    public static Money Of(IReadOnlyDictionary<string, long> prices, string currency) =>
        prices.TryGetValue(currency, out var price) ? new Money(price, currency) : new Money(prices[Fallback], Fallback);
}
