namespace Commerce.Batches;

/// <summary>What an owner asks for.</summary>
/// <param name="Name">As the owner will find it again.</param>
/// <param name="ProductIds">The chosen products; the scope is frozen with them.</param>
/// <param name="Content">What to make of each.</param>
/// <param name="RequestKey">Made once by the page that asks, so that a click sent twice starts one batch.</param>
/// <param name="RequestedBy">Who asks, as the log will say it.</param>
public sealed record BatchRequest(string Name, IReadOnlyList<Guid> ProductIds, RecipeContent Content, string RequestKey, string RequestedBy)
{
    /// <summary>The most credits over the plan the owner agreed to buy for it, having seen their price.</summary>
    public long AgreedOverage { get; init; }

    /// <summary>The most credits it may ever cost, as the owner saw before agreeing; null when nobody was asked.</summary>
    public long? MostCredits { get; init; }
}
