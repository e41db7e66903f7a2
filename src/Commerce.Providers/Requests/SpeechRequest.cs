using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Requests;

/// <summary>Speech, music or a noise to make. What is read aloud is the prompt's subject, word for word.</summary>
/// <param name="Model">Who makes it.</param>
/// <param name="Task">What is made.</param>
/// <param name="Key">Unique per order.</param>
/// <param name="Prompt">The words.</param>
public sealed record SpeechRequest(ModelEntry Model, WorkTask Task, string Key, PromptParts Prompt) : WorkRequest(Model, Task, Key, Prompt)
{
    /// <summary>The vendor's id of the voice.</summary>
    public string? Voice { get; init; }

    /// <summary>The recording that is said again or cleaned.</summary>
    public MediaInput? Recording { get; init; }

    /// <summary>Two letters, such as <c>de</c>; null when the vendor may tell by itself.</summary>
    public string? Language { get; init; }

    /// <summary>Whether to tell when each letter is spoken.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Length of music or a noise; null for the vendor's own choice.</summary>
    public int? Seconds { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<MediaInput> Inputs => [.. References, .. new[] { Recording }.OfType<MediaInput>()];

    /// <summary>The words exactly as they are read.</summary>
    public string Words => Prompt.Subject ?? "";
}
