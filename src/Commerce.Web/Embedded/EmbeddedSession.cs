using System.Security.Claims;
using Commerce.Shopify;

namespace Commerce.Web.Embedded;

/// <summary>Who is asking, once a session token was accepted.</summary>
public static class EmbeddedSession
{
    /// <summary>Name of the authentication scheme and of the authorisation policy that demands it.</summary>
    public const string Scheme = "shopify-session";

    /// <summary>Claim holding the shop's domain; the only source of the tenant.</summary>
    public const string ShopClaim = "shop";

    /// <summary>Claim holding the admin user's numeric id; absent when the token names none.</summary>
    public const string UserClaim = "user";

    /// <summary>Claim holding the admin session's id; absent when the token names none.</summary>
    public const string SessionClaim = "session";

    /// <summary>The shop the token was issued for; null without an accepted token.</summary>
    public static ShopDomain? Shop(this ClaimsPrincipal principal) =>
        ShopDomain.TryParse(principal.Identities.FirstOrDefault(identity => identity.AuthenticationType == Scheme)?.FindFirst(ShopClaim)?.Value, out var shop) ? shop : null;

    /// <summary>The session token as presented, for token exchange; null when there was none. Believe it only beside <see cref="Shop"/>.</summary>
    public static string? PresentedSessionToken(this HttpContext context) => context.Features.Get<PresentedToken>()?.Text;
}
