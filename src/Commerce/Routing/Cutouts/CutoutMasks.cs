using System.Security.Cryptography;
using Commerce.Library.Storage;
using Commerce.Media;
using Commerce.Media.Cutout;
using Commerce.Media.Probe;

namespace Commerce.Routing.Cutouts;

/// <summary>Keeps vendors' masks in our store and lays them over the pictures they were made of.</summary>
public sealed class CutoutMasks(IObjectStore store)
{
    /// <summary>Where the mask of a picture is kept.</summary>
    public static string KeyOf(Guid storeId, string sha256) => $"stores/{storeId}/cutouts/{sha256}.png";

    /// <summary>What tells a picture from all others, in lower-case hexadecimal.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    /// <summary>A picture cut out on this machine, or whole where that cannot be done well.</summary>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static async Task<ProductCutout> CutAsync(string path, CancellationToken cancellationToken)
    {
        using var picture = await PictureIngest.ReadAsync(path, cancellation: cancellationToken);
        return ProductCutter.Cut(picture);
    }

    /// <summary>Keeps a mask; one that is there already is replaced.</summary>
    public async Task KeepAsync(Guid storeId, string sha256, string maskPath, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(maskPath);
        await store.PutAsync(KeyOf(storeId, sha256), content, "image/png", cancellationToken);
    }

    /// <summary>A picture under its kept mask; null when the mask does not fit it or is no longer there.</summary>
    public async Task<ProductCutout?> OpenAsync(Guid storeId, string sha256, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stored = await store.OpenAsync(KeyOf(storeId, sha256), cancellationToken);
            using var bytes = new MemoryStream();
            await stored.Content.CopyToAsync(bytes, cancellationToken);
            return await ApplyAsync(path, bytes.ToArray(), cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            // Nobody's product fails because a file was lost: the whole photo is shown.
            return null;
        }
    }

    /// <summary>A picture under a mask; null when the mask does not fit it or found no product.</summary>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static async Task<ProductCutout?> ApplyAsync(string path, byte[] maskFile, CancellationToken cancellationToken)
    {
        using var picture = await PictureIngest.ReadAsync(path, cancellation: cancellationToken);
        using var mask = PictureIngest.Read(maskFile);
        return ProductCutter.Mask(picture, mask);
    }
}
