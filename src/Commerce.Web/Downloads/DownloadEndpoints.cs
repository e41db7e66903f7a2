using Commerce.Batches.Results;
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
        if (!Guid.TryParse(store, out var storeId) || !Guid.TryParse(batch, out var batchId) || expires is not { } until
            || !links.Accepts(storeId, batchId, file, until, signature))
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

        Announce(http, "application/zip", $"{SafeName.Of(name, "batch")}-{file}");
        await http.RequestServices.GetRequiredService<ResultArchive>().WriteAsync(
            http.Response.Body, batchId, file == BatchFile.Approved ? ResultFilter.Approved : ResultFilter.All, cancellationToken);
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
