using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.TagHelpers;

namespace Commerce.Web.Embedded;

/// <summary>Everything a page inside the Shopify admin needs: who asks, who may frame, and the way back to a fresh token.</summary>
public static class EmbeddedModule
{
    /// <summary>Adds the session scheme (the default one), its policy and the headers. Needs <c>AddShopify</c>.</summary>
    public static IServiceCollection AddEmbedded(this IServiceCollection services)
    {
        services.AddAuthentication(EmbeddedSession.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ShopifySessionHandler>(EmbeddedSession.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(EmbeddedSession.Scheme, new AuthorizationPolicyBuilder(EmbeddedSession.Scheme).RequireClaim(EmbeddedSession.ShopClaim).Build());
        services.Configure<MvcOptions>(options => options.Filters.Add<BearerAntiforgery>(order: 1001));
        // The bearer token proves the sender, so forms carry no other proof and no answer sets the cookie that goes with one.
        services.AddRazorPages().InitializeTagHelper<FormTagHelper>((form, _) => form.Antiforgery = false);
        // FrameProtection speaks about frames; a second, older header would contradict it.
        services.Configure<AntiforgeryOptions>(options => options.SuppressXFrameOptionsHeader = true);
        // The server logs each request's address before any of our code runs, session token included.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    /// <summary>Puts the middleware in order and maps the bounce page. Call before anything that answers requests.</summary>
    public static WebApplication UseEmbedded(this WebApplication app)
    {
        app.UseMiddleware<TokenIntake>();
        app.UseMiddleware<FrameProtection>();
        app.UseMiddleware<BridgeLinks>();
        app.UseMiddleware<Crawlers>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet(BouncePage.Path, BouncePage.Show).AllowAnonymous();
        return app;
    }
}
