using System.Text.Json.Serialization;

namespace Commerce.Shopify.AccessTokens;

/// <summary>The token endpoint's JSON, granted or refused.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("scope")] string? Scope,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("refresh_token_expires_in")] long? RefreshTokenExpiresIn,
    [property: JsonPropertyName("associated_user")] TokenUser? User,
    [property: JsonPropertyName("error")] string? Error)
{
    public AccessToken? ToToken(DateTimeOffset askedAt)
    {
        if (string.IsNullOrEmpty(AccessToken)) return null;
        var scopes = (Scope ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new AccessToken(AccessToken, scopes, After(askedAt, ExpiresIn), RefreshToken, After(askedAt, RefreshTokenExpiresIn), User?.Id);
    }

    // Counted from when we asked, not from when the answer came: never later than Shopify's own clock says.
    private static DateTimeOffset? After(DateTimeOffset start, long? seconds) => seconds is { } s ? start.AddSeconds(s) : null;
}

internal sealed record TokenUser([property: JsonPropertyName("id")] long Id);
