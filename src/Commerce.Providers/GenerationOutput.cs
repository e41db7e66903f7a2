using Commerce.Media.Captions;

namespace Commerce.Providers;

/// <summary>A finished file.</summary>
/// <param name="Path">The file.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Duration">A video's length; null for pictures.</param>
/// <param name="PosterPath">A small still beside it.</param>
/// <param name="Fidelity">0 to 1: how exactly the product's own pixels survived; null when it cannot be measured.</param>
/// <param name="Model">The model or engine that made it.</param>
/// <param name="Prompt">The words it was made from.</param>
/// <param name="DigitalSourceType">The IPTC short name written into the file.</param>
public sealed record GenerationOutput(
    string Path,
    string MimeType,
    int Width,
    int Height,
    TimeSpan? Duration,
    string? PosterPath,
    double? Fidelity,
    string Model,
    string Prompt,
    string DigitalSourceType)
{
    /// <summary>What the vendor charged or is expected to charge, in US dollars; null where nothing is charged or known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What its owner should know of how it was made, in sentences; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>The words spoken in a video, with their times.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];
}
