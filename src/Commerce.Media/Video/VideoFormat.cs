namespace Commerce.Media.Video;

/// <summary>The files a film can be written as.</summary>
public enum VideoFormat
{
    /// <summary>H.264 and AAC in an MP4.</summary>
    Mp4,

    /// <summary>VP9 and Opus in a WebM.</summary>
    WebM,
}
