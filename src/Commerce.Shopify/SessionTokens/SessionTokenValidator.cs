using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.SessionTokens;

/// <summary>
/// Verifies the session tokens App Bridge hands out: HS256 by the app's secret, one minute of life, ten seconds of tolerance.
/// Source: shopify.dev, authentication and authorization, session tokens. No message or result ever holds the token's text.
/// </summary>
public sealed class SessionTokenValidator(IOptions<ShopifyOptions> options, TimeProvider time)
{
    private const long ToleranceSeconds = 10;

    /// <summary>Verifies one token. Never throws for bad input.</summary>
    public SessionTokenResult Validate(string? token)
    {
        if (token is null || SessionTokenParts.Read(token) is not { } parts) return Refuse(SessionTokenRefusal.Malformed);
        if (Text(parts.Header, "alg") != "HS256") return Refuse(SessionTokenRefusal.WrongAlgorithm);
        // Nothing of the payload is read before its signature is known to be ours.
        if (!IsSigned(parts)) return Refuse(SessionTokenRefusal.BadSignature);
        return Check(parts.Payload);
    }

    private SessionTokenResult Check(JsonElement claims)
    {
        if (Seconds(claims, "exp") is not { } expires || Seconds(claims, "nbf") is not { } starts) return Refuse(SessionTokenRefusal.Malformed);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (now > expires + ToleranceSeconds) return Refuse(SessionTokenRefusal.Expired);
        if (now < starts - ToleranceSeconds) return Refuse(SessionTokenRefusal.NotYetValid);
        if (Text(claims, "aud") != options.Value.ApiKey) return Refuse(SessionTokenRefusal.WrongAudience);
        if (ShopOf(Text(claims, "dest")) is not { } shop) return Refuse(SessionTokenRefusal.NotAShop);
        var issuer = Text(claims, "iss");
        if (issuer != shop.Origin && issuer?.StartsWith(shop.Origin + "/", StringComparison.Ordinal) != true) return Refuse(SessionTokenRefusal.WrongIssuer);
        // Only the admin issues tokens for admin users; elsewhere `sub` names a customer.
        var user = issuer == shop.Origin + "/admin" ? UserOf(Text(claims, "sub")) : null;
        return SessionTokenResult.Accept(new SessionToken(shop, user, Text(claims, "sid"), DateTimeOffset.FromUnixTimeSeconds(expires)));
    }

    private bool IsSigned(SessionTokenParts parts)
    {
        // Both are always computed and compared in fixed time, so timing tells neither a byte nor which secret is in use.
        var current = Matches(options.Value.ApiSecret, parts);
        var old = Matches(options.Value.OldApiSecret, parts);
        return current | old;
    }

    private static bool Matches(string? secret, SessionTokenParts parts) =>
        !string.IsNullOrWhiteSpace(secret)
        && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), parts.SignedBytes), parts.Signature);

    private static ShopDomain? ShopOf(string? destination) =>
        destination?.StartsWith("https://", StringComparison.Ordinal) == true && ShopDomain.TryParse(destination["https://".Length..], out var shop) ? shop : null;

    private static long? UserOf(string? subject) =>
        long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Bounded to the years a DateTimeOffset can hold, so the arithmetic above cannot overflow.
    private static long? Seconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_000 ? seconds : null;

    private static SessionTokenResult Refuse(SessionTokenRefusal refusal) => SessionTokenResult.Refuse(refusal);
}
