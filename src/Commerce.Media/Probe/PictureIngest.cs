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
        var (image, facts) = PictureProbe.Open(bytes, limits ?? PictureLimits.Default);
        using (image)
        {
            // A picture that must be turned is held whole while it is turned; any other is read row by row.
            using var rows = image.Number("orientation") is > 1 ? image.Copy() : VipsImage.LoadRows(PictureSniffer.Loader(facts.Format), bytes, shrink: 1);
            return Plain(() => rows.Upright());
        }
    }

    /// <summary>
    /// Reads pixels from bytes in memory, made smaller while they are read; the whole picture is never held where its format
    /// can be read row by row.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="side">Longest side wanted in pixels; smaller pictures are not enlarged.</param>
    /// <param name="limits">What to refuse.</param>
    /// <inheritdoc cref="ReadAsync"/>
    public static VipsImage ReadWithin(ReadOnlySpan<byte> bytes, int side, PictureLimits? limits = null)
    {
        var facts = PictureProbe.Read(bytes, limits);
        var shrink = (Math.Max(facts.Width, facts.Height) / side) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
        var loader = PictureSniffer.Loader(facts.Format);
        using var rows = VipsImage.LoadRows(loader, bytes, shrink);
        // Turns the picture upright too.
        return Plain(() => rows.Thumbnail(side, side));
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

    private static VipsImage Plain(Func<VipsImage> open) => Whole(() =>
    {
        using var upright = open();
        using var coded = ToSrgb(upright);
        using var shaped = Shape(coded);
        using var eight = shaped.Cast(PixelFormat.Byte);
        using var bare = eight.Bare();
        return bare.Interpreted("srgb");
    });

    private static VipsImage Whole(Func<VipsImage> step)
    {
        try
        {
            return step();
        }
        catch (MediaException error) when (error.Code == "picture-step-failed")
        {
            throw new MediaException("picture-damaged", "This picture is damaged or incomplete and cannot be read. Upload it again.", error);
        }
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
