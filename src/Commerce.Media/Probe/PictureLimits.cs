namespace Commerce.Media.Probe;

/// <summary>What is refused before a single pixel is decoded.</summary>
/// <param name="Bytes">Largest file.</param>
/// <param name="Pixels">Largest width × height.</param>
/// <param name="Side">Longest side in pixels.</param>
/// <param name="SmallestSide">Shortest useful side in pixels.</param>
public sealed record PictureLimits(long Bytes = 20 * 1024 * 1024, long Pixels = 50_000_000, int Side = 20_000, int SmallestSide = 16)
{
    /// <summary>20 MB, 50 megapixels.</summary>
    public static PictureLimits Default { get; } = new();
}
