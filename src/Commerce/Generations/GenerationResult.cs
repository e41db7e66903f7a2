using Commerce.Library;

namespace Commerce.Generations;

/// <summary>What was fetched into our store and waits for its check.</summary>
public sealed record GenerationResult(
    string ObjectKey, string ThumbnailKey, string MimeType, long Bytes, string Sha256, int Width, int Height, int? DurationMs,
    double? Fidelity, string Model, string Prompt, string DigitalSourceType)
{
    /// <summary>Kept less of the product than the recipe asks for, or could not be measured.</summary>
    public bool HeldBack { get; init; }

    /// <summary>Where a picture of its differences from the product is kept; null where none was drawn.</summary>
    public string? DifferenceKey { get; init; }

    /// <summary>How a video stands to the platforms' rules; null for pictures.</summary>
    public IReadOnlyList<VideoCheck>? Checks { get; init; }

    /// <summary>Where the words spoken in a video are kept as WebVTT; null when nothing is said.</summary>
    public string? CaptionsKey { get; init; }

    /// <summary>What its owner should know of how it was made; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>What the vendor charged, in millionths of a US dollar; null where nothing is charged or known.</summary>
    public long? CostMicros { get; init; }
}
