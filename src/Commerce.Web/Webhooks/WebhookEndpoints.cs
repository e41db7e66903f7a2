using Commerce.Shopify;
using Commerce.Shopify.Signatures;
using Commerce.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Webhooks;

/// <summary>
/// The one address Shopify delivers webhooks to: verify, keep, answer. 400 without a required header or a body, 401 for a
/// signature that is not Shopify's, 405 for anything but POST, and 200 for all that is believed, whether we know the
/// topic and the shop or not: the answer tells a stranger nothing.
/// </summary>
public static class WebhookEndpoints
{
    public static IServiceCollection AddWebhookDoor(this IServiceCollection services) => services
        .AddSingleton<WebhookNudge>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookNudge>());

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints) =>
        // Statuses are for Shopify's machines: no error page is drawn for them.
        endpoints.Map(WebhookSubscriptions.Address, TakeAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> TakeAsync(
        HttpContext context, IOptions<ShopifyOptions> options, WebhookInbox inbox, WebhookTopics topics, WebhookNudge nudge, ILogger<WebhookBody> logger, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        var headers = WebhookHeaders.Read(name => context.Request.Headers[name] is [{ } value] ? value : null);
        if (headers is null)
        {
            return Results.BadRequest();
        }

        using var body = await WebhookBody.ReadAsync(context.Request, cancellationToken);
        if (body.TooLarge)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (body.Bytes.IsEmpty)
        {
            return Results.BadRequest();
        }

        if (!BodySignature.Verify(body.Bytes.Span, headers.Signature, options.Value.Secrets))
        {
            WebhookLog.NotSigned(logger);
            return Results.Unauthorized();
        }

        if (body.Text() is not { } text)
        {
            return Results.BadRequest();
        }

        if (!BodyShop.Agrees(headers, body.Bytes))
        {
            WebhookLog.OtherShop(logger);
            return Results.Unauthorized();
        }

        var storeId = await inbox.TakeAsync(headers, text, cancellationToken);
        WebhookTelemetry.Count(topics.Knows(headers.Topic) ? headers.Topic : "other", storeId is null ? "dropped" : "kept");
        if (storeId is { } kept)
        {
            nudge.Touch(kept);
        }

        return Results.Ok();
    }
}
