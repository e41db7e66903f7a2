using Commerce.Providers.Callbacks;
using Commerce.Routing;
using Commerce.Web.Webhooks;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Callbacks;

/// <summary>
/// Where AI vendors say that a task is over: one address a vendor and order. 401 for what is not believed, 413 for more than a
/// callback can be, 405 for anything but POST, and 200 for the rest, first or again.
/// </summary>
public static class CallbackEndpoints
{
    public static void MapCallbacks(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map($"{CallbackDoor.Address}/{{vendor}}/{{token}}", TakeAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> TakeAsync(string vendor, string token, HttpContext context, CallbackDoor door, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        using var body = await WebhookBody.ReadAsync(context.Request, cancellationToken);
        if (body.TooLarge)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var headers = new CallbackHeaders(name => context.Request.Headers[name]);
        return await door.TakeAsync(vendor, token, headers, body.Bytes, cancellationToken) ? Results.Ok() : Results.Unauthorized();
    }
}
