namespace Commerce.Shopify.AccessTokens;

/// <summary>Tokens for a signed assertion instead of a secret. Source: shopify.dev, application-only access tokens.</summary>
internal sealed class ApplicationOnlyAccess(TokenClient tokens, ClientAssertion assertion) : IAccessSource
{
    public Task<AccessToken> OpenAsync(ShopDomain shop, string sessionToken, CancellationToken ct) => RenewAsync(shop, null, ct);

    public Task<AccessToken> RenewAsync(ShopDomain shop, string? refreshToken, CancellationToken ct) => tokens.AssertAsync(shop, assertion.For(shop), ct);
}
