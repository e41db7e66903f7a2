namespace Commerce.Providers;

/// <summary>What a provider makes.</summary>
public enum GenerationKind
{
    /// <summary>A still picture.</summary>
    Image,

    /// <summary>A video clip.</summary>
    Video,
}
