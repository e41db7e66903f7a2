using Commerce.Media.Vips;

namespace Commerce.Media.Probe;

/// <summary>Reads a picture's header and refuses what must not be decoded.</summary>
public static class PictureProbe
{
    /// <summary>Checks a file on disk.</summary>
    /// <exception cref="MediaException">Codes as <see cref="Read(ReadOnlySpan{byte}, PictureLimits?)"/> gives them, and <c>picture-missing</c>.</exception>
    public static async Task<PictureFacts> ReadAsync(string path, PictureLimits? limits = null, CancellationToken cancellation = default) =>
        Read(await BytesAsync(path, limits, cancellation), limits);

    /// <summary>Checks bytes in memory; nothing is decoded.</summary>
    /// <exception cref="MediaException">
    /// <c>picture-empty</c>, <c>picture-file-too-large</c>, <c>picture-unknown-format</c>, <c>picture-heic</c>, <c>picture-damaged</c>,
    /// <c>picture-too-large</c>, <c>picture-too-small</c>.
    /// </exception>
    public static PictureFacts Read(ReadOnlySpan<byte> bytes, PictureLimits? limits = null)
    {
        var (image, facts) = Open(bytes, limits ?? PictureLimits.Default);
        image.Dispose();
        return facts;
    }

    internal static async Task<byte[]> BytesAsync(string path, PictureLimits? limits, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new MediaException("picture-missing", "The picture's file is no longer there. Sync the catalogue and try again.");
        }
        RefuseBytes(file.Length, limits ?? PictureLimits.Default);
        return await File.ReadAllBytesAsync(path, cancellation);
    }

    internal static (VipsImage Image, PictureFacts Facts) Open(ReadOnlySpan<byte> bytes, PictureLimits limits)
    {
        RefuseBytes(bytes.Length, limits);
        if (PictureSniffer.IsHeic(bytes))
        {
            throw new MediaException("picture-heic", "This is a HEIC picture, as iPhones take them, and cannot be read here. Save it as JPEG and try again.");
        }
        var format = PictureSniffer.Sniff(bytes)
            ?? throw new MediaException("picture-unknown-format", "This file is not a JPEG, PNG, WebP, GIF or AVIF picture. Save it as one of these and try again.");
        var image = OpenHeader(bytes, format);
        try
        {
            RefuseSize(image.Width, image.Height, limits);
            var sideways = image.Number("orientation") is >= 5 and <= 8;
            var (width, height) = sideways ? (image.Height, image.Width) : (image.Width, image.Height);
            return (image, new PictureFacts(format, width, height, image.HasAlpha, bytes.Length));
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static VipsImage OpenHeader(ReadOnlySpan<byte> bytes, PictureFormat format)
    {
        try
        {
            return VipsImage.Load(PictureSniffer.Loader(format), bytes);
        }
        catch (MediaException error) when (error.Code == "picture-step-failed")
        {
            throw new MediaException("picture-damaged", "This picture is damaged or incomplete and cannot be read. Upload it again.", error);
        }
    }

    private static void RefuseBytes(long length, PictureLimits limits)
    {
        if (length == 0)
        {
            throw new MediaException("picture-empty", "This file is empty. Upload the picture again.");
        }
        if (length > limits.Bytes)
        {
            throw new MediaException("picture-file-too-large", $"This file is larger than {limits.Bytes / (1024 * 1024)} MB. Save a smaller copy and try again.");
        }
    }

    private static void RefuseSize(int width, int height, PictureLimits limits)
    {
        if ((long)width * height > limits.Pixels || Math.Max(width, height) > limits.Side)
        {
            throw new MediaException("picture-too-large",
                $"This picture is {width} × {height} pixels; at most {limits.Pixels / 1_000_000} megapixels are accepted. Save a smaller copy and try again.");
        }
        if (Math.Min(width, height) < limits.SmallestSide)
        {
            throw new MediaException("picture-too-small", $"This picture is only {width} × {height} pixels, too small to work with.");
        }
    }
}
