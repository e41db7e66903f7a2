using System.Net;
using System.Security.Cryptography;
using Commerce.Brand.Reading;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Media;
using Commerce.Media.Probe;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>The shop's own pictures in our store: copied once, checked as hostile, never altered.</summary>
public sealed class SourcePictures(CommerceContext context, IObjectStore store, IHttpClientFactory clients)
{
    public const string ClientName = "source-pictures";

    /// <summary>Asks only addresses of the open internet, for pictures that the shop did not name.</summary>
    public const string StrangersClientName = "strangers-pictures";

    /// <summary>Puts the picture's bytes into the workspace and returns the path.</summary>
    /// <exception cref="MediaException">The picture is not one, is damaged, or is too large; the message says which.</exception>
    /// <exception cref="HttpRequestException">The shop did not hand it out.</exception>
    public async Task<string> CopyAsync(SourceImage source, Workspace workspace, CancellationToken cancellationToken)
    {
        var path = workspace.PathOf("source");
        if (source.ObjectKey is not null)
        {
            try
            {
                await using var stored = await store.OpenAsync(source.ObjectKey, cancellationToken);
                await using var copy = File.Create(path);
                await stored.Content.CopyToAsync(copy, cancellationToken);
                return path;
            }
            catch (ObjectNotFoundException)
            {
                // Our copy was cleaned away; the shop still has the picture.
            }
        }

        await (source.OfSheet ? AskStrangerAsync(source.Url, path, cancellationToken) : DownloadAsync(ClientName, source.Url, path, cancellationToken));
        var facts = await PictureProbe.ReadAsync(path, cancellation: cancellationToken);
        await KeepAsync(source, path, facts, cancellationToken);
        return path;
    }

    // What a stranger's server says is said again: asking it once more changes a refusal as little as a wrong address.
    private async Task AskStrangerAsync(string url, string path, CancellationToken cancellationToken)
    {
        if (url.Length == 0)
        {
            throw new MediaException("picture-missing", "The picture's file is no longer there. Upload the sheet with its ZIP again.");
        }

        try
        {
            await DownloadAsync(StrangersClientName, url, path, cancellationToken);
        }
        catch (HttpRequestException error) when (RefusalOf(error) is { } refusal)
        {
            throw new MediaException("picture-address-refused", refusal, error);
        }
    }

    private static string? RefusalOf(HttpRequestException error) => error switch
    {
        { InnerException: SiteReadException { Code: SiteReadCode.PrivateAddress } refused } => refused.Message,
        { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout) and var status } =>
            $"The picture's address answers with status {(int)status}. Correct it in the sheet and upload the row again.",
        _ => null,
    };

    private async Task DownloadAsync(string clientName, string url, string path, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(clientName);
        using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = File.Create(path);
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (file.Length > PictureLimits.Default.Bytes)
            {
                throw new MediaException("picture-file-too-large", "The picture is larger than 20 MB. Put a smaller one in its place and try again.");
            }
        }
    }

    private async Task KeepAsync(SourceImage source, string path, PictureFacts facts, CancellationToken cancellationToken)
    {
        var key = $"stores/{source.StoreId}/sources/{source.Id}";
        await using var content = File.OpenRead(path);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        await store.PutAsync(key, content, facts.MimeType, cancellationToken);
        await context.SourceImages.Where(image => image.Id == source.Id).ExecuteUpdateAsync(
            image => image.SetProperty(row => row.ObjectKey, key).SetProperty(row => row.Sha256, sha256)
                .SetProperty(row => row.Width, facts.Width).SetProperty(row => row.Height, facts.Height),
            cancellationToken);
    }
}
