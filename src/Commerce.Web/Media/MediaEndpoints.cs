using Commerce.Library;
using Commerce.Library.Storage;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Media;

/// <summary>Serves stored media to whoever holds a signed address that has not run out.</summary>
public static class MediaEndpoints
{
    private const int CacheSeconds = 3600;

    public static void MapMedia(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(MediaLinks.Prefix + "/{**key}", ServeAsync).AllowAnonymous();

    private static async Task<IResult> ServeAsync(
        string key, long? expires, string? signature, SignedLinks links, IObjectStore store, HttpContext context, CancellationToken cancellationToken)
    {
        // An address that was not signed here looks like one that never existed.
        if (expires is not { } until || !links.Accepts(key, until, signature))
        {
            return Results.NotFound();
        }

        try
        {
            var stored = await store.OpenAsync(key, cancellationToken);
            context.Response.Headers.CacheControl = $"private, max-age={CacheSeconds}, immutable";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers[HeaderNames.ContentSecurityPolicy] = "sandbox; default-src 'none'";
            context.Response.RegisterForDisposeAsync(stored);
            return Results.Stream(stored.Content, stored.ContentType, enableRangeProcessing: true);
        }
        catch (ObjectNotFoundException)
        {
            return Results.NotFound();
        }
    }
}
