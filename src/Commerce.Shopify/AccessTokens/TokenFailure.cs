namespace Commerce.Shopify.AccessTokens;

/// <summary>Why no token was granted.</summary>
public enum TokenFailure
{
    /// <summary>The session token went stale on the way: answer as for a bad session token, not with an error page.</summary>
    InvalidSubjectToken,

    /// <summary>The refresh token is spent or expired: the merchant has to open the app again.</summary>
    InvalidGrant,

    /// <summary>The app's credentials are wrong, or the shop uninstalled it.</summary>
    InvalidClient,

    /// <summary>Shopify could not be reached or kept failing; try later. A refresh may be repeated with the same refresh token.</summary>
    Unavailable,

    /// <summary>An answer this client does not understand.</summary>
    Malformed,
}
