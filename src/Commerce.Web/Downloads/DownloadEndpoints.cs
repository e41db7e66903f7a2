using Commerce.Data;
using Commerce.Library;
using Commerce.Tenancy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Downloads;

/// <summary>Hands a batch's files to whoever holds a signed address that has not run out.</summary>
public static class DownloadEndpoints
{
    public static void MapDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DownloadLinks.Prefix + "/{store}/{batch}/{file}", SendAsync).AllowAnonymous();

    private static async Task SendAsync(
        string store, string batch, string file, long? expires, string? signature, DownloadLinks links, StoreScope scope, CommerceContext context, HttpContext http)
    {
        // An address that was not signed here looks like one that never existed.
        if (!Guid.TryParse(store, out var storeId) || !Guid.TryParse(batch, out var batchId) || BatchFile.Find(file) is not { } wanted
            || expires is not { } until || !links.Accepts(storeId, batchId, file, until, signature))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // The signature proves the store, as a session token does elsewhere.
        scope.Enter(storeId);
        var cancellationToken = http.RequestAborted;
        if (await context.Batches.Where(row => row.Id == batchId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) is not { } name)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Announce(http, wanted.ContentType, wanted.NameFor(name));
        await wanted.WriteAsync(http.RequestServices, http.Response.Body, batchId, cancellationToken);
    }

    private static void Announce(HttpContext http, string contentType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
