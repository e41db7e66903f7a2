namespace Commerce.Media.Video;

/// <summary>What is refused before a single frame is decoded.</summary>
/// <param name="Bytes">Largest file.</param>
/// <param name="Side">Longest side in pixels.</param>
/// <param name="SmallestSide">Shortest useful side in pixels.</param>
/// <param name="Longest">Longest playing time.</param>
public sealed record VideoLimits(long Bytes, int Side, int SmallestSide, TimeSpan Longest)
{
    /// <summary>1 GB and ten minutes, as Shopify accepts; 4096 pixels.</summary>
    public static VideoLimits Default { get; } = new(1L << 30, 4096, 16, TimeSpan.FromMinutes(10));
}
