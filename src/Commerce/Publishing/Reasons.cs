using Commerce.Shopify.Admin;

namespace Commerce.Publishing;

internal static class Reasons
{
    /// <summary>Shopify's own words where it gave some; ours otherwise.</summary>
    public static string Reason(this ShopifyException error) => error.Errors.Count == 0 ? error.Message : string.Join(' ', error.Errors.Select(each => each.Message));
}
