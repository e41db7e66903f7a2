using System.ComponentModel.DataAnnotations;

namespace Commerce.Billing;

/// <summary>Where Shopify billing comes from.</summary>
public enum BillingSource
{
    /// <summary>Our own plan page; Shopify's page to approve; packs, usage and caps.</summary>
    BillingApi,

    /// <summary>Shopify's own plan page (Shopify App Pricing); usage by metered events; no packs.</summary>
    AppPricing,
}

/// <summary>How stores pay. Every store belongs to a Shopify shop, so Shopify is the only way there is.</summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    [EnumDataType(typeof(BillingSource))]
    public BillingSource Source { get; set; }

    /// <summary>Charges move no money. Unset, it is true everywhere but in production, and there it must not be true.</summary>
    public bool? Test { get; set; }
}
