using Commerce.Providers.Vendors;

namespace Commerce.Routing;

/// <summary>What a vendor says it charged, in US dollars.</summary>
public static class VendorCost
{
    // kie sells its credits at half a US cent; source: docs.kie.ai, 30 June 2026.
    private const decimal KieCredit = 0.005m;

    // Runway sells its credits at one US cent each.
    private const decimal RunwayCredit = 0.01m;

    /// <summary>Null where the vendor does not say, or in a unit whose price is not known.</summary>
    public static decimal? Usd(string vendor, VendorCharge? charge) => (vendor, charge) switch
    {
        (_, { Unit: "USD" }) => charge.Amount,
        ("kie", { Unit: "credits" }) => charge.Amount * KieCredit,
        ("runway", { Unit: "credits" }) => charge.Amount * RunwayCredit,
        _ => null,
    };
}
