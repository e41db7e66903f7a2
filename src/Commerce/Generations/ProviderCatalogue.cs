using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>The providers of this process by name and kind of work.</summary>
public sealed class ProviderCatalogue(IEnumerable<IGenerationProvider> providers)
{
    private readonly Dictionary<(string Name, GenerationKind Kind), IGenerationProvider> byName =
        providers.ToDictionary(provider => (provider.Name, provider.Kind));

    /// <summary>Whether anything here can make that kind of result.</summary>
    public bool Makes(GenerationKind kind) => byName.Keys.Any(provider => provider.Kind == kind);

    /// <summary>Who can make that kind of result, by name.</summary>
    public IReadOnlyList<string> Names(GenerationKind kind) => [.. byName.Keys.Where(provider => provider.Kind == kind).Select(provider => provider.Name).Order(StringComparer.Ordinal)];

    /// <exception cref="ProviderException">The row names a provider this installation does not have.</exception>
    public IGenerationProvider Of(Generation generation) => Of(generation.Provider, generation.Kind);

    /// <exception cref="ProviderException">This installation does not have that provider.</exception>
    public IGenerationProvider Of(string name, GenerationKind kind) => byName.GetValueOrDefault((name, kind))
        ?? throw new ProviderException("provider_missing", $"The provider '{name}' is not set up here any more.", retryable: false);
}
