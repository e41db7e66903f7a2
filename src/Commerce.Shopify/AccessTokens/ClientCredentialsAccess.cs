namespace Commerce.Shopify.AccessTokens;

/// <summary>Tokens for the app's own id and secret. Source: shopify.dev, client credentials grant.</summary>
internal sealed class ClientCredentialsAccess(TokenClient tokens) : IAccessSource
{
    public Task<AccessToken> OpenAsync(ShopDomain shop, string sessionToken, CancellationToken ct) => tokens.ClientCredentialsAsync(shop, ct);

    public Task<AccessToken> RenewAsync(ShopDomain shop, string? refreshToken, CancellationToken ct) => tokens.ClientCredentialsAsync(shop, ct);
}
