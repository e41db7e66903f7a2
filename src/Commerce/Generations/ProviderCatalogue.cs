using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>The providers of this process by name and kind of work.</summary>
public sealed class ProviderCatalogue(IEnumerable<IGenerationProvider> providers)
{
    private readonly Dictionary<(string Name, GenerationKind Kind), IGenerationProvider> byName =
        providers.ToDictionary(provider => (provider.Name, provider.Kind));

    /// <exception cref="ProviderException">The row names a provider this installation does not have.</exception>
    public IGenerationProvider Of(Generation generation) => byName.GetValueOrDefault((generation.Provider, generation.Kind))
        ?? throw new ProviderException("provider_missing", $"The provider '{generation.Provider}' is not set up here any more.", retryable: false);
}
