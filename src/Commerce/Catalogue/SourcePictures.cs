using System.Security.Cryptography;
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

        await DownloadAsync(source.Url, path, cancellationToken);
        var facts = await PictureProbe.ReadAsync(path, cancellation: cancellationToken);
        await KeepAsync(source, path, facts, cancellationToken);
        return path;
    }

    private async Task DownloadAsync(string url, string path, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
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
                throw new MediaException("picture-file-too-large", "The shop's picture is larger than 20 MB. Put a smaller one into the shop and sync again.");
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
