namespace Commerce.Shopify.AccessTokens;

/// <summary>
/// Where an app's access to a shop comes from, for work without a user: which one is set by <see cref="ShopifyOptions.Access"/>.
/// Both methods throw <see cref="TokenException"/>.
/// </summary>
public interface IAccessSource
{
    /// <summary>The first access to a shop, when somebody opens the app there with a session token that has been verified.</summary>
    Task<AccessToken> OpenAsync(ShopDomain shop, string sessionToken, CancellationToken ct);

    /// <summary>The next access, before or after the present one has run out.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="refreshToken">The refresh token of the present access; null where its kind has none.</param>
    /// <param name="ct">Ends the call.</param>
    Task<AccessToken> RenewAsync(ShopDomain shop, string? refreshToken, CancellationToken ct);
}

/// <summary>Which kind of access an app works with.</summary>
public enum AccessKind
{
    /// <summary>Expiring offline tokens by token exchange, refreshed in pairs: 60 minutes, refresh token 90 days. Any public app.</summary>
    Offline,

    /// <summary>Tokens of about 24 hours for the app's own id and secret. Apps of one organisation's own shops.</summary>
    ClientCredentials,

    /// <summary>Tokens of up to one hour for a signed assertion; no secret leaves the app. Public apps whose public key is registered.</summary>
    ApplicationOnly,
}
