namespace Commerce.Shopify.Billing;

/// <summary>Settings of Shopify App Pricing, from the configuration section <c>Shopify:AppPricing</c>; used only when billing comes from there.</summary>
public sealed class AppPricingOptions
{
    /// <summary>Name of the section inside <see cref="ShopifyOptions.Section"/>.</summary>
    public const string Section = "AppPricing";

    /// <summary>The app's global id, <c>gid://shopify/App/1</c>.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The app's handle in admin addresses.</summary>
    public string AppHandle { get; set; } = "";

    /// <summary>Handle of the meter that counts credits over the plan, as set in the dashboard.</summary>
    public string Meter { get; set; } = "credits";

    /// <summary>The Partner API of the organisation, <c>https://partners.shopify.com/{organisation}/api/2026-07/graphql.json</c>.</summary>
    public string PartnerEndpoint { get; set; } = "";

    /// <summary>Access token of a Partner API client that may manage apps. Never logged.</summary>
    public string PartnerToken { get; set; } = "";

    /// <summary>Where the bearer of the App Events API is asked for.</summary>
    public string BearerEndpoint { get; set; } = "https://api.shopify.com/auth/access_token";

    /// <summary>Where usage is sent; holds the version of the App Events API.</summary>
    public string EventsEndpoint { get; set; } = "https://api.shopify.com/app/unstable/events";

    /// <summary>What keeps these settings from being used, in words; empty when nothing does.</summary>
    public IEnumerable<string> Failures()
    {
        if (!AppId.StartsWith("gid://shopify/App/", StringComparison.Ordinal)) yield return "Shopify:AppPricing:AppId must be the app's global id, gid://shopify/App/….";
        if (AppHandle.Length == 0) yield return "Shopify:AppPricing:AppHandle is missing; it is the app's name in admin addresses.";
        if (Meter.Length == 0) yield return "Shopify:AppPricing:Meter is missing.";
        if (PartnerToken.Length == 0) yield return "Shopify:AppPricing:PartnerToken is missing.";
        foreach (var (name, address) in new[] { ("PartnerEndpoint", PartnerEndpoint), ("BearerEndpoint", BearerEndpoint), ("EventsEndpoint", EventsEndpoint) })
        {
            if (!ShopifyOptionsValidator.IsSafe(address)) yield return $"Shopify:AppPricing:{name} must be an https address (http only on this machine).";
        }
    }
}
