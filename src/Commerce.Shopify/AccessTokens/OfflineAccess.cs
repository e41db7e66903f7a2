namespace Commerce.Shopify.AccessTokens;

/// <summary>Expiring offline tokens. Source: shopify.dev, offline access tokens.</summary>
internal sealed class OfflineAccess(TokenClient tokens) : IAccessSource
{
    public Task<AccessToken> OpenAsync(ShopDomain shop, string sessionToken, CancellationToken ct) => tokens.ExchangeAsync(shop, sessionToken, AccessMode.Offline, ct);

    public Task<AccessToken> RenewAsync(ShopDomain shop, string? refreshToken, CancellationToken ct) => refreshToken is null
        ? throw new TokenException(TokenFailure.InvalidGrant, shop, "there is no refresh token; the app has to be opened again.")
        : tokens.RefreshAsync(shop, refreshToken, ct);
}
