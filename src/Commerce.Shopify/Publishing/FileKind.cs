namespace Commerce.Shopify.Publishing;

/// <summary>What is uploaded.</summary>
public enum FileKind
{
    /// <summary>A still picture: at most 20 MB and 20 megapixels.</summary>
    Image,

    /// <summary>An MP4 clip: at most 1 GB and 10 minutes.</summary>
    Video,
}
