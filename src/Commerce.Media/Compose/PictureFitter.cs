using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;

namespace Commerce.Media.Compose;

/// <summary>Brings pictures of strangers to an exact size.</summary>
public static class PictureFitter
{
    private const int Quality = 92;

    /// <summary>A JPEG that is filled by the picture; what is too much on two sides is cut off evenly.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="sourceType">The mark of its origin, see <see cref="SourceType"/>; null writes none.</param>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static async Task<byte[]> FillAsync(string path, int width, int height, string? sourceType, CancellationToken cancellation = default)
    {
        using var picture = await PictureIngest.ReadAsync(path, null, cancellation);
        using var plain = picture.HasAlpha ? picture.Flatten(255, 255, 255) : picture.Copy();
        var scale = Math.Max((double)width / plain.Width, (double)height / plain.Height);
        using var sized = plain.ResizeTo(Math.Max(width, (int)Math.Round(plain.Width * scale)), Math.Max(height, (int)Math.Round(plain.Height * scale)));
        using var cut = sized.Crop((sized.Width - width) / 2, (sized.Height - height) / 2, width, height);
        return Marked(cut, sourceType);
    }

    /// <summary>A JPEG of the given shape that holds the whole picture; what is missing on two sides continues the picture's edge.</summary>
    /// <inheritdoc cref="FillAsync"/>
    public static async Task<byte[]> HoldAsync(string path, int width, int height, CancellationToken cancellation = default)
    {
        using var picture = await PictureIngest.ReadAsync(path, null, cancellation);
        using var plain = picture.HasAlpha ? picture.Flatten(255, 255, 255) : picture.Copy();
        var scale = Math.Min((double)width / plain.Width, (double)height / plain.Height);
        using var sized = plain.ResizeTo(Math.Clamp((int)Math.Round(plain.Width * scale), 1, width), Math.Clamp((int)Math.Round(plain.Height * scale), 1, height));
        using var held = sized.Embed((width - sized.Width) / 2, (height - sized.Height) / 2, width, height, "copy");
        return Marked(held, null);
    }

    private static byte[] Marked(VipsImage picture, string? sourceType)
    {
        using var named = picture.Interpreted("srgb");
        var jpeg = named.ToJpeg(Quality);
        return sourceType is null ? jpeg : SourceTypeMark.Write(jpeg, sourceType);
    }
}
