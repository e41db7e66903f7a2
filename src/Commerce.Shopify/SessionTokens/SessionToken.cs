namespace Commerce.Shopify.SessionTokens;

/// <summary>What a verified session token says.</summary>
/// <param name="Shop">The shop, from <c>dest</c>.</param>
/// <param name="UserId">The admin user, when the token was issued by the admin and names one.</param>
/// <param name="SessionId">The admin session (<c>sid</c>), when present.</param>
/// <param name="ExpiresAt">When it stops being valid; tokens live one minute.</param>
public sealed record SessionToken(ShopDomain Shop, long? UserId, string? SessionId, DateTimeOffset ExpiresAt);
