namespace Commerce.Providers.Catalogue;

/// <summary>A catalogue contradicts itself.</summary>
/// <param name="problems">Everything that is wrong.</param>
public sealed class CatalogueException(IReadOnlyList<string> problems) : Exception("The model catalogue is wrong: " + string.Join(" ", problems))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
