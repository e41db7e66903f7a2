using System.Text.Encodings.Web;
using Commerce.Shopify;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Commerce.Web.Embedded;

/// <summary>An empty page on which App Bridge fetches a fresh session token and loads the wanted address again with it.</summary>
internal static class BouncePage
{
    public const string Path = "/bounce";

    public static IResult Show(HttpContext context, IOptions<ShopifyOptions> options)
    {
        context.Response.Headers.CacheControl = "no-store";
        var wanted = context.Request.Query[ReloadTarget.Parameter];
        // App Bridge reads the parameter from the address itself, so a bad one gets a page without App Bridge.
        if (wanted.Count != 1 || !ReloadTarget.TryParse(wanted[0], options.Value.AppUrl, out _) || !IsFromTheAdmin(context.Request.Query["host"], options.Value))
            return Results.Text("This link does not lead to a page of this app. Open the app from the Shopify admin.", statusCode: StatusCodes.Status400BadRequest);
        // No token exists yet, and the admin could not frame this page under 'none'. It shows nothing and can do nothing,
        // so the well-formed shop of the address may name its frame; without one it stays unframed.
        var shops = context.Request.Query["shop"];
        if (shops.Count == 1 && ShopDomain.TryParse(shops[0], out var shop)) context.Features.Set(new BounceFrame(shop));
        return Results.Content(Page(options.Value), "text/html; charset=utf-8");
    }

    // App Bridge tells `host` who is signed in; absent, it asks the window around it instead.
    private static bool IsFromTheAdmin(StringValues hosts, ShopifyOptions options) =>
        hosts.Count == 0 || (hosts.Count == 1 && AdminHost.TryParse(hosts[0], options.AdminOrigin, out _));

    private static string Page(ShopifyOptions options) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="shopify-api-key" content="{HtmlEncoder.Default.Encode(options.ApiKey)}">
        <script src="{HtmlEncoder.Default.Encode(options.AppBridgeUrl)}"></script>
        <title>Opening the app</title>
        </head>
        <body></body>
        </html>
        """;
}

/// <summary>The shop that may frame the bounce page.</summary>
internal sealed record BounceFrame(ShopDomain Shop);
