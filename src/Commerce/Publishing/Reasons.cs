using Commerce.Shopify.Admin;

namespace Commerce.Publishing;

internal static class Reasons
{
    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["UNACCEPTABLE_TRIAL_ASSET"] = "Shopify does not take this file while the shop is on its free trial. Choose a plan in the Shopify admin, then try again.",
        ["UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET"] = "Shopify does not take this file while the shop is on an unverified trial. Verify the account in the Shopify admin, then try again.",
        ["NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED"] = "The shop holds as many videos and 3D models as its Shopify plan allows.",
        ["VIDEO_THROTTLE_EXCEEDED"] = "Shopify takes no more new videos from this app this week.",
    };

    /// <summary>Shopify's own words where it gave some, after ours where its code calls for advice; ours otherwise.</summary>
    public static string Reason(this ShopifyException error) => error.Errors.Count == 0
        ? error.Message
        : string.Join(' ', error.Errors.SelectMany(each => (string?[])[each.Code is { } code ? Advice.GetValueOrDefault(code) : null, each.Message]).OfType<string>().Distinct());
}
