using Commerce.Vitals;
using Commerce.Web.Embedded;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Vitals;

/// <summary>Takes what browsers measure.</summary>
public static class VitalsEndpoints
{
    private const int LargestBody = 2048;

    public static void MapVitals(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/vitals", KeepAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
        .RequireAuthorization(EmbeddedSession.Scheme);

    private static async Task<IResult> KeepAsync(MeasuredDocument document, HttpRequest request, EndpointDataSource endpoints, VitalsLog log, CancellationToken cancellationToken)
    {
        if (!document.Plausible || !PageRoutes.All(endpoints).Contains(document.Route))
        {
            return Results.BadRequest();
        }

        await log.KeepAsync(document.Id, document.Route, DeviceOf(request), document.Lcp, document.Cls, document.Inp, cancellationToken);
        return Results.NoContent();
    }

    // Every browser of a phone says "Mobi"; source: MDN, browser detection using the user agent.
    private static Device DeviceOf(HttpRequest request) =>
        request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.OrdinalIgnoreCase) ? Device.Phone : Device.Desktop;
}
