using Commerce.Media.Vips;

namespace Commerce.Media.Probe;

/// <summary>Turns a hostile file into plain upright sRGB pixels; nothing but pixels survives.</summary>
public static class PictureIngest
{
    /// <summary>Reads a file's pixels.</summary>
    /// <returns>8-bit sRGB, 3 bands or 4 with transparency, wholly in memory. Dispose it.</returns>
    /// <exception cref="MediaException">As <see cref="PictureProbe.Read"/>; <c>picture-damaged</c> also when the pixels are truncated.</exception>
    public static async Task<VipsImage> ReadAsync(string path, PictureLimits? limits = null, CancellationToken cancellation = default) =>
        Read(await PictureProbe.BytesAsync(path, limits, cancellation), limits);

    /// <summary>Reads pixels from bytes in memory.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static VipsImage Read(ReadOnlySpan<byte> bytes, PictureLimits? limits = null)
    {
        var (image, _) = PictureProbe.Open(bytes, limits ?? PictureLimits.Default);
        using (image)
        {
            try
            {
                using var upright = image.Upright();
                using var coded = ToSrgb(upright);
                using var shaped = Shape(coded);
                using var eight = shaped.Cast(PixelFormat.Byte);
                using var bare = VipsImage.FromBytes(eight.ToBytes(), eight.Width, eight.Height, eight.Bands);
                return bare.Interpreted("srgb");
            }
            catch (MediaException error) when (error.Code == "picture-step-failed")
            {
                throw new MediaException("picture-damaged", "This picture is damaged or incomplete and cannot be read. Upload it again.", error);
            }
        }
    }

    /// <summary>Writes a clean copy: upright, sRGB, no metadata. PNG when it has transparency, JPEG otherwise.</summary>
    /// <returns>What was written.</returns>
    public static async Task<PictureFacts> CleanAsync(string source, string target, PictureLimits? limits = null, CancellationToken cancellation = default)
    {
        using var image = await ReadAsync(source, limits, cancellation);
        var bytes = image.HasAlpha ? image.ToPng() : image.ToJpeg();
        await File.WriteAllBytesAsync(target, bytes, cancellation);
        return PictureProbe.Read(bytes, limits);
    }

    private static VipsImage ToSrgb(VipsImage image)
    {
        if (!image.Has("icc-profile-data"))
        {
            return image.ColourSpace("srgb");
        }
        try
        {
            using var converted = image.ToSrgbByProfile();
            return converted.InMemory();
        }
        catch (MediaException)
        {
            // A profile can be broken while the pixels are sound; reading them as sRGB is what browsers do.
            return image.ColourSpace("srgb");
        }
    }

    private static VipsImage Shape(VipsImage image) => image.Bands switch
    {
        > 4 => image.Band(0, 4),
        1 => Repeat(image),
        2 => RepeatWithAlpha(image),
        _ => image.Copy(),
    };

    private static VipsImage Repeat(VipsImage grey)
    {
        using var two = grey.Join(grey);
        return two.Join(grey);
    }

    private static VipsImage RepeatWithAlpha(VipsImage image)
    {
        using var grey = image.Band(0);
        using var alpha = image.Band(1);
        using var colour = Repeat(grey);
        return colour.Join(alpha);
    }
}
