namespace Commerce.Generations;

/// <summary>The provider is left alone at the moment; nothing was asked of it.</summary>
/// <param name="until">When it may be asked again.</param>
/// <param name="reason">Why, as the first half of a sentence for the row's history.</param>
/// <param name="wait">The other half: how long a row waits.</param>
public sealed class ProviderRestsException(DateTimeOffset until, string reason = ProviderRestsException.Silent, string wait = ProviderRestsException.Waits) : Exception($"{reason}, {wait}")
{
    /// <summary>The reason when a provider does not answer.</summary>
    public const string Silent = "The provider does not answer at the moment";

    /// <summary>The wait when its end is not known.</summary>
    public const string Waits = "so this one waits.";

    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset Until { get; } = until;

    /// <summary>Why, without the waiting, for a row that goes on without.</summary>
    public string Reason { get; } = reason;
}
