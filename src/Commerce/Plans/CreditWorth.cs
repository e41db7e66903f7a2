namespace Commerce.Plans;

/// <summary>What a credit brings in, for figures of the operators.</summary>
public static class CreditWorth
{
    private const string Dollars = "USD";

    /// <summary>The least a credit is sold for, in US dollars: by a plan that is used up, or in a pack. Credits that are given away bring nothing in.</summary>
    public static decimal LeastUsd { get; } = PlanCatalogue.Plans.Where(plan => !plan.IsFree).Select(plan => plan.PriceIn(Dollars).Amount / plan.Credits)
        .Concat(PlanCatalogue.Packs.Select(pack => pack.PriceIn(Dollars).Amount / pack.Credits)).Min();
}
