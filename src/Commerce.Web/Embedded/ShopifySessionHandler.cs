using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Commerce.Shopify;
using Commerce.Shopify.SessionTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Embedded;

/// <summary>
/// Authenticates embedded requests by Shopify's session token. The tenant comes from the token alone; a <c>shop</c>
/// parameter naming another one is refused.
/// </summary>
internal sealed partial class ShopifySessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    SessionTokenValidator validator,
    IOptions<ShopifyOptions> shopify)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    /// <summary>Asks App Bridge and extensions to come once more with a fresh token.</summary>
    public const string RetryHeader = "X-Shopify-Retry-Invalid-Session-Request";

    // Only these get a second chance by way of a fresh token; any other refusal would send the browser round for ever.
    private bool stale;
    private bool otherShop;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Context.PresentedSessionToken();
        if (presented is null)
        {
            stale = true;
            return Task.FromResult(AuthenticateResult.NoResult());
        }
        var result = validator.Validate(presented);
        if (!result.Accepted)
        {
            stale = result.Refusal is SessionTokenRefusal.Expired;
            Log.Refused(Logger, result.Refusal.Value);
            return Task.FromResult(AuthenticateResult.Fail("The session token was refused."));
        }
        otherShop = Request.Query["shop"].Any(shop => shop != result.Token.Shop.Value);
        if (otherShop)
        {
            Log.OtherShop(Logger, result.Token.Shop);
            return Task.FromResult(AuthenticateResult.Fail("The request names another shop than its token."));
        }
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(result.Token), Scheme.Name)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (TokenIntake.IsDocument(Request) && stale)
        {
            Response.Redirect(BounceAddress());
            return;
        }
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        // App Bridge answers this header by one more try with a fresh token, which cannot mend a wrong shop.
        if (!otherShop) Response.Headers[RetryHeader] = "1";
    }

    // Built from the configured origin: one built from the Host header could hand the fresh token to another site.
    private string BounceAddress()
    {
        var origin = shopify.Value.AppUrl;
        var kept = Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).Where(pair => MayBeKept(pair.Key, pair.Value)).ToList();
        var wanted = origin + Request.PathBase.ToUriComponent() + Request.Path.ToUriComponent() + new QueryBuilder(kept);
        return origin + BouncePage.Path + new QueryBuilder(kept) { { ReloadTarget.Parameter, wanted } };
    }

    // App Bridge believes these in the address that we are about to write, so only real ones are written.
    private bool MayBeKept(string name, string value) => name.ToUpperInvariant() switch
    {
        "HOST" => AdminHost.TryParse(value, shopify.Value.AdminOrigin, out _),
        "SHOP" => ShopDomain.TryParse(value, out _),
        "SHOPIFY-RELOAD" => false,
        _ => true,
    };

    private static ClaimsPrincipal PrincipalOf(SessionToken token)
    {
        List<Claim> claims = [new(EmbeddedSession.ShopClaim, token.Shop.Value)];
        if (token.UserId is { } user) claims.Add(new(EmbeddedSession.UserClaim, user.ToString(CultureInfo.InvariantCulture)));
        if (token.SessionId is { } session) claims.Add(new(EmbeddedSession.SessionClaim, session));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, EmbeddedSession.Scheme, EmbeddedSession.UserClaim, null));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Refused a session token: {Reason}")]
        public static partial void Refused(ILogger logger, SessionTokenRefusal reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request with a token of {Shop} that names another shop")]
        public static partial void OtherShop(ILogger logger, ShopDomain shop);
    }
}
