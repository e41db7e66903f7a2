using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Requests;

/// <summary>What all orders to a vendor have in common.</summary>
/// <param name="Model">Who makes it.</param>
/// <param name="Task">What is made.</param>
/// <param name="Key">Unique per order; a repeated order carries the same one, and goes to the vendor wherever the vendor takes one.</param>
/// <param name="Prompt">What is wished for.</param>
public abstract record WorkRequest(ModelEntry Model, WorkTask Task, string Key, PromptParts Prompt)
{
    /// <summary>Pictures to go by.</summary>
    public IReadOnlyList<MediaInput> References { get; init; } = [];

    /// <summary>Width to height, such as <c>16:9</c>; null for the vendor's own choice.</summary>
    public string? Ratio { get; init; }

    /// <summary>Such as <c>1080p</c> or <c>2K</c>; null for the vendor's own choice.</summary>
    public string? Resolution { get; init; }

    /// <summary>Makes the result repeatable where the vendor supports it.</summary>
    public int? Seed { get; init; }

    /// <summary>Where the vendor may say that the work is over.</summary>
    public Uri? Callback { get; init; }

    /// <summary>Everything that is handed to the vendor beside words.</summary>
    public abstract IEnumerable<MediaInput> Inputs { get; }

    /// <summary>The prompt as the vendor gets it.</summary>
    public string PromptText => Prompt.Compose(Model.Negative);
}
