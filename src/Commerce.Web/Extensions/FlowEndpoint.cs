using System.Buffers;
using Commerce.Data;
using Commerce.Flow;
using Commerce.Shopify;
using Commerce.Shopify.Signatures;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Extensions;

/// <summary>
/// Takes runs of the Flow action. Flow reads the status: 200 done; 202 come again later; 429 come again after the time
/// given; any other 4xx never again; 5xx try again. Source: shopify.dev, Flow, action endpoints.
/// </summary>
internal sealed partial class FlowEndpoint
{
    private const int LongestBody = 64 * 1024;

    public static async Task<IResult> RunAsync(
        HttpContext http, IOptions<ShopifyOptions> options, CommerceContext context, StoreScope scope, ExtensionRates rates, ILogger<FlowEndpoint> logger,
        CancellationToken cancellationToken)
    {
        if (await BodyAsync(http.Request, cancellationToken) is not { Length: > 0 } body)
        {
            return Refusals.Unprocessable("bad_request", "The body is missing or too large.");
        }

        // The bytes as they came are what was signed; nothing of them is read before that is known.
        if (!BodySignature.Verify(body, http.Request.Headers[BodySignature.Header], options.Value.Secrets))
        {
            Log.Unsigned(logger);
            return Results.Unauthorized();
        }

        if (FlowBody.Read(body) is not { } call)
        {
            return Refusals.Unprocessable("bad_request", "The body is not a run of this action.");
        }

        // The shop of the signed body, never the one of a header.
        if (await context.StoreDirectory.Where(route => route.ShopDomain == call.Shop.Value && route.Active).Select(route => (Guid?)route.StoreId).SingleOrDefaultAsync(cancellationToken) is not { } storeId)
        {
            return Results.Json(new Problem("unknown_store", "The app is not installed in this shop."), statusCode: StatusCodes.Status404NotFound);
        }

        if (rates.Refuse(storeId, http.Response) is { } refusal)
        {
            return refusal;
        }

        scope.Enter(storeId);
        // Made only now: what it needs asks the scope for its store.
        var run = await http.RequestServices.GetRequiredService<FlowRuns>().RunAsync(call.Order, cancellationToken);
        return run.State switch
        {
            FlowRunState.Done => Results.Ok(new { batch = run.BatchId }),
            FlowRunState.Waiting => Results.StatusCode(StatusCodes.Status202Accepted),
            _ => Refusals.Unprocessable("refused", run.Message!),
        };
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody + 1);
        try
        {
            var read = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, LongestBody + 1), LongestBody + 1, throwOnEndOfStream: false, cancellationToken);
            return read > LongestBody ? null : buffer[..read];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a Flow action whose signature is not Shopify's")]
        public static partial void Unsigned(ILogger logger);
    }
}
