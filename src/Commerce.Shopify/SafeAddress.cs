using Commerce.Shopify.Admin;

namespace Commerce.Shopify;

/// <summary>Addresses that Shopify hands out for bytes to be sent to or fetched from.</summary>
internal static class SafeAddress
{
    /// <summary>The address, when nothing passes there unencrypted, except to a shop on this very machine.</summary>
    /// <param name="text">As Shopify gave it; signed, so never part of a message.</param>
    /// <param name="options">Tell whether the shop is on this machine.</param>
    /// <param name="what">Begins the sentence of the refusal.</param>
    /// <exception cref="ShopifyException">It is not an https address.</exception>
    public static Uri Demand(string text, ShopifyOptions options, string what)
    {
        var onThisMachine = new Uri(options.ShopBaseAddress.Replace("{shop}", "shop", StringComparison.Ordinal)).IsLoopback;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (onThisMachine && address.IsLoopback))
            ? address
            : throw new ShopifyException(ShopifyErrorKind.Malformed, $"{what} is not an https address.");
    }
}
