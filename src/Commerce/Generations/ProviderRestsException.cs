namespace Commerce.Generations;

/// <summary>The provider is left alone at the moment; nothing was asked of it.</summary>
/// <param name="until">When it may be asked again.</param>
/// <param name="words">Why, for the row's history.</param>
public sealed class ProviderRestsException(DateTimeOffset until, string words = "The provider does not answer at the moment, so this one waits.") : Exception(words)
{
    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset Until { get; } = until;
}
