using Commerce.Data;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Tenancy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Downloads;

/// <summary>Hands a batch's files, and a result in a channel's shape, to whoever holds a signed address that has not run out.</summary>
public static class DownloadEndpoints
{
    public static void MapDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DownloadLinks.Prefix + "/{store}/{source}/{file}", SendAsync).AllowAnonymous();

    private static async Task SendAsync(string store, string source, string file, long? expires, string? signature, DownloadLinks links, StoreScope scope, HttpContext http)
    {
        // An address that was not signed here looks like one that never existed.
        if (!Guid.TryParse(store, out var storeId) || !Guid.TryParse(source, out var sourceId) || expires is not { } until || !links.Accepts(storeId, sourceId, file, until, signature))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // The signature proves the store, as a session token does elsewhere.
        scope.Enter(storeId);
        var sent = BatchFile.Find(file) is { } ofBatch ? await SendBatchAsync(http, sourceId, ofBatch) : ChannelFile.Find(file) is { } ofResult && await SendPictureAsync(http, sourceId, ofResult);
        if (!sent)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task<bool> SendBatchAsync(HttpContext http, Guid batchId, BatchFile file)
    {
        var context = http.RequestServices.GetRequiredService<CommerceContext>();
        if (await context.Batches.Where(row => row.Id == batchId).Select(row => row.Name).SingleOrDefaultAsync(http.RequestAborted) is not { } name)
        {
            return false;
        }

        Announce(http, file.ContentType, file.NameFor(name));
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        await file.WriteAsync(http.RequestServices, http.Response.Body, batchId, http.RequestAborted);
        return true;
    }

    private static async Task<bool> SendPictureAsync(HttpContext http, Guid assetId, ChannelFile file)
    {
        var pictures = http.RequestServices.GetRequiredService<ChannelPictures>();
        if (await pictures.FindAsync(assetId, file, http.RequestAborted) is not { } asset)
        {
            return false;
        }

        try
        {
            var picture = await pictures.CutAsync(asset, file, http.RequestAborted);
            Announce(http, file.MimeType, $"{asset.Style}-{file.Name}");
            http.Response.ContentLength = picture.Length;
            await http.Response.Body.WriteAsync(picture, http.RequestAborted);
            return true;
        }
        catch (ObjectNotFoundException)
        {
            return false;
        }
    }

    private static void Announce(HttpContext http, string contentType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
