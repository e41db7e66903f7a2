namespace Commerce.Media.Probe;

/// <summary>The picture formats accepted from outside.</summary>
public enum PictureFormat
{
    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>WebP.</summary>
    Webp,

    /// <summary>GIF; only its first frame is used.</summary>
    Gif,

    /// <summary>AVIF.</summary>
    Heif,
}
