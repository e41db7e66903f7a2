namespace Commerce.Web.Face;

/// <summary>How the layout dresses a request: framed by the admin (its theme, its navigation) or standing on its own.</summary>
public sealed record Shell(bool Framed, string? ApiKey, string? AppBridgeUrl, string Theme)
{
    private const string ShopifyCdn = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

    public static Shell Of(HttpContext context)
    {
        var settings = context.RequestServices.GetRequiredService<IConfiguration>();
        var framed = IsFramed(context.Request);
        var theme = framed ? "admin" : "auto";
        return new Shell(framed, settings["Shopify:ApiKey"], settings["Shopify:AppBridgeUrl"] ?? ShopifyCdn, theme);
    }

    // The first document carries `embedded`; later requests inside the frame carry App Bridge's bearer.
    private static bool IsFramed(HttpRequest request) =>
        request.Query["embedded"] == "1"
        || request.Headers["Sec-Fetch-Dest"] == "iframe"
        || request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
