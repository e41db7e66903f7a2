namespace Commerce.Media.Clips;

/// <summary>One clip of a film.</summary>
/// <param name="Source">The file; of any accepted kind.</param>
public sealed record Cut(string Source)
{
    /// <summary>The first moment kept.</summary>
    public TimeSpan From { get; init; }

    /// <summary>The first moment no longer kept, or null for all that there is.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Words laid over it.</summary>
    public IReadOnlyList<ClipText> Texts { get; init; } = [];

    /// <summary>How loud its own sound is: 0 silent, 1 as it is.</summary>
    public double Volume { get; init; } = 1;

    /// <summary>The passage from the clip before, or null for a hard cut. The first clip has none.</summary>
    public Transition? Into { get; init; }
}
