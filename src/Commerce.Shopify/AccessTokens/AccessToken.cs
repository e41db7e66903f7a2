namespace Commerce.Shopify.AccessTokens;

/// <summary>A granted access token. Its text form holds neither token.</summary>
/// <param name="Value">The secret sent as <c>X-Shopify-Access-Token</c>.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">When it stops working (offline: 60 minutes); null for a token without expiry.</param>
/// <param name="RefreshToken">The secret that buys the next pair; offline expiring tokens only.</param>
/// <param name="RefreshTokenExpiresAt">When the refresh token stops working (90 days).</param>
/// <param name="UserId">The admin user of an online token.</param>
public sealed record AccessToken(
    string Value,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    string? RefreshToken,
    DateTimeOffset? RefreshTokenExpiresAt,
    long? UserId)
{
    /// <summary>Scopes and times only.</summary>
    public override string ToString() => $"AccessToken {{ Scopes = {string.Join(',', Scopes)}, ExpiresAt = {ExpiresAt:O} }}";
}
