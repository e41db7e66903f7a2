using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;

namespace Commerce.Web.Embedded;

/// <summary>
/// Turns crawlers away from the app's pages with 410 before anything else looks at them: there is nothing to index, and a
/// bounce would send them round. Shopify's own mobile apps name themselves in ways that look like a crawler's; they pass.
/// </summary>
internal sealed partial class Crawlers(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsForPeople(context) || !IsCrawler(context.Request.Headers.UserAgent.ToString()))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status410Gone;
        return Task.CompletedTask;
    }

    // What machines fetch (media by signed address, health, webhooks) is not theirs to lose.
    private static bool IsForPeople(HttpContext context)
    {
        if (context.Request.Path == BouncePage.Path) return true;
        var about = context.GetEndpoint()?.Metadata;
        return about?.GetMetadata<IAllowAnonymous>() is null && about?.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == EmbeddedSession.Scheme) == true;
    }

    private static bool IsCrawler(string agent) => !Shopify().IsMatch(agent) && Robot().IsMatch(agent);

    [GeneratedRegex(@"Shopify (POS|Mobile)/")]
    private static partial Regex Shopify();

    [GeneratedRegex("bot\\b|crawl|spider|slurp|facebookexternalhit|bingpreview|mediapartners|ia_archiver|embedly|scrapy", RegexOptions.IgnoreCase)]
    private static partial Regex Robot();
}
