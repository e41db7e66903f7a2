using Commerce.Shopify;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Embedded;

/// <summary>
/// Lets the browser fetch App Bridge while the document is still on its way: every framed page waits for that script.
/// </summary>
internal sealed class BridgeLinks(RequestDelegate next, IOptions<ShopifyOptions> options)
{
    private readonly string links = Links(new Uri(options.Value.AppBridgeUrl));

    public Task InvokeAsync(HttpContext context)
    {
        // A request that failed passes a second time, for its error page.
        if (TokenIntake.IsDocument(context.Request) && context.Items.TryAdd(typeof(BridgeLinks), null))
        {
            context.Response.OnStarting(() => AddAsync(context.Response));
        }

        return next(context);
    }

    private Task AddAsync(HttpResponse response)
    {
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            response.Headers.Append("Link", links);
        }

        return Task.CompletedTask;
    }

    private static string Links(Uri bridge) =>
        $"<{bridge.GetLeftPart(UriPartial.Authority)}>; rel=\"preconnect\", <{bridge.AbsoluteUri}>; rel=\"preload\"; as=\"script\"";
}
