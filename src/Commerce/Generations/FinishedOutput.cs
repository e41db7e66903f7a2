using Commerce.Library;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>An output ready to be kept, with what was found out about it.</summary>
public sealed record FinishedOutput(GenerationOutput Output)
{
    /// <summary>A picture of its differences from the product; null where none was drawn.</summary>
    public string? DifferencePath { get; init; }

    /// <summary>How a video stands to the platforms' rules; null for pictures.</summary>
    public IReadOnlyList<VideoCheck>? Checks { get; init; }
}
