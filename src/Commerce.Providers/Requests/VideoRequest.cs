using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Requests;

/// <summary>A video to make.</summary>
/// <param name="Model">Who makes it.</param>
/// <param name="Task">What is made.</param>
/// <param name="Key">Unique per order.</param>
/// <param name="Prompt">What is wished for.</param>
public sealed record VideoRequest(ModelEntry Model, WorkTask Task, string Key, PromptParts Prompt) : WorkRequest(Model, Task, Key, Prompt)
{
    /// <summary>Where it starts; for a talking actor, who talks.</summary>
    public MediaInput? StartFrame { get; init; }

    /// <summary>Where it ends.</summary>
    public MediaInput? EndFrame { get; init; }

    /// <summary>The video that is changed, followed or made larger.</summary>
    public MediaInput? Footage { get; init; }

    /// <summary>The recording that is spoken.</summary>
    public MediaInput? Recording { get; init; }

    /// <summary>The vendor's own id of the finished task that is made longer or larger.</summary>
    public string? Earlier { get; init; }

    /// <summary>Length; null for the vendor's own choice.</summary>
    public int? Seconds { get; init; }

    /// <summary>Whether the vendor makes sound too; null for the vendor's own choice.</summary>
    public bool? Sound { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<MediaInput> Inputs => [.. References, .. new[] { StartFrame, EndFrame, Footage, Recording }.OfType<MediaInput>()];
}
