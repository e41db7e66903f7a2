namespace Commerce.Media.Probe;

/// <summary>What a picture's header says; the pixels are not decoded.</summary>
/// <param name="Format">Found from the content, never from the name.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="HasAlpha">Whether the file carries transparency.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record PictureFacts(PictureFormat Format, int Width, int Height, bool HasAlpha, long Bytes)
{
    /// <summary>The media type to serve it as.</summary>
    public string MimeType => Format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Png => "image/png",
        PictureFormat.Webp => "image/webp",
        PictureFormat.Gif => "image/gif",
        _ => "image/avif",
    };
}
