namespace Commerce.Generations;

/// <summary>The provider is left alone at the moment; nothing was asked of it.</summary>
public sealed class ProviderRestsException(DateTimeOffset until) : Exception("The provider does not answer at the moment.")
{
    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset Until { get; } = until;
}
