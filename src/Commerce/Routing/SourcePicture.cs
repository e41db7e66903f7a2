using Commerce.Media;
using Commerce.Media.Compose;
using Commerce.Media.Probe;
using Commerce.Providers;
using Commerce.Providers.Requests;

namespace Commerce.Routing;

/// <summary>The product's picture as it is handed to a vendor: clean pixels without metadata, not larger than models read.</summary>
internal static class SourcePicture
{
    private const int Side = 2048;

    /// <exception cref="ProviderException">The picture cannot be used.</exception>
    public static async Task<MediaInput> OfAsync(GenerationOrder order, GenerationKind kind, CancellationToken cancellationToken)
    {
        var path = await order.Source.PathAsync(cancellationToken);
        try
        {
            // A video begins with this very picture, so it gets the video's shape here and is not cut there.
            return kind is GenerationKind.Video
                ? new MediaInput.Held(await PictureFitter.HoldAsync(path, order.Width, order.Height, cancellationToken), "image/jpeg")
                : new MediaInput.Held(await SmallAsync(path, cancellationToken), "image/jpeg");
        }
        catch (MediaException error)
        {
            throw new ProviderException(error.Code, error.Message, retryable: error.OfThisMachine, error);
        }
    }

    private static async Task<byte[]> SmallAsync(string path, CancellationToken cancellationToken)
    {
        using var picture = await PictureIngest.ReadAsync(path, cancellation: cancellationToken);
        using var plain = picture.HasAlpha ? picture.Flatten(255, 255, 255) : picture.Copy();
        using var small = Math.Max(plain.Width, plain.Height) > Side ? plain.Thumbnail(Side, Side) : plain.Copy();
        return small.ToJpeg();
    }
}
