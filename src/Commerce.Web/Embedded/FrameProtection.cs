using Commerce.Shopify;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Embedded;

/// <summary>
/// Says on every answer who may frame it and what it may load. The frame's owner is the shop of the accepted token, so
/// two tenants get two values and a request without a token gets <c>'none'</c>.
/// </summary>
internal sealed class FrameProtection(RequestDelegate next, IOptions<ShopifyOptions> options)
{
    private const string Media = "https://cdn.shopify.com";

    private readonly string rules = Rules(options.Value);

    public Task InvokeAsync(HttpContext context)
    {
        // Written as the answer starts: an error handler clears headers set earlier, but not this. It also sends the request
        // through here a second time.
        if (context.Items.TryAdd(typeof(FrameProtection), null)) context.Response.OnStarting(() => ProtectAsync(context));
        return next(context);
    }

    private async Task ProtectAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(EmbeddedSession.Scheme);
        var shop = session.Principal?.Shop() ?? context.Features.Get<BounceFrame>()?.Shop;
        var ancestors = shop is null ? "'none'" : $"{shop.Origin} {options.Value.AdminOrigin}";
        var headers = context.Response.Headers;
        // An endpoint that allows less, such as stored media, has said so already; this only adds who may frame it.
        var allowed = headers.ContentSecurityPolicy is [{ Length: > 0 } stricter] ? stricter : rules;
        headers.ContentSecurityPolicy = $"{allowed}; frame-ancestors {ancestors}";
        headers.XContentTypeOptions = "nosniff";
        // The first address holds the shop and a signature; neither is another site's business.
        headers["Referrer-Policy"] = "strict-origin";
    }

    private static string Rules(ShopifyOptions options)
    {
        var bridge = new Uri(options.AppBridgeUrl).GetLeftPart(UriPartial.Authority);
        return string.Join("; ",
            "default-src 'self'",
            $"script-src 'self' {bridge}",
            // Turbo's progress bar and measured sizes are inline styles; styles cannot run code.
            "style-src 'self' 'unsafe-inline'",
            $"img-src 'self' data: blob: {Media} {options.AdminOrigin}",
            $"media-src 'self' blob: {Media} {options.AdminOrigin}",
            $"connect-src 'self' {bridge}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'");
    }
}
