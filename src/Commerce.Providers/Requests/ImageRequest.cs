using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Requests;

/// <summary>Pictures to make.</summary>
/// <param name="Model">Who makes them.</param>
/// <param name="Task">What is made.</param>
/// <param name="Key">Unique per order.</param>
/// <param name="Prompt">What is wished for.</param>
public sealed record ImageRequest(ModelEntry Model, WorkTask Task, string Key, PromptParts Prompt) : WorkRequest(Model, Task, Key, Prompt)
{
    /// <summary>The part that may change.</summary>
    public MediaInput? Mask { get; init; }

    /// <summary>How many variations.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The language that a picture's words are put into: two letters, such as <c>de</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The subject on nothing.</summary>
    public bool Transparent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<MediaInput> Inputs => [.. References, .. new[] { Mask }.OfType<MediaInput>()];
}
