namespace Commerce.Shopify.AccessTokens;

/// <summary>No token was granted.</summary>
public sealed class TokenException(TokenFailure failure, ShopDomain shop, string reason, Exception? inner = null)
    : Exception($"No access token for {shop}: {reason}", inner)
{
    /// <summary>The reason to act on.</summary>
    public TokenFailure Failure { get; } = failure;

    /// <summary>The shop asked.</summary>
    public ShopDomain Shop { get; } = shop;
}
