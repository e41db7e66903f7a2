namespace Commerce.Batches;

/// <summary>What an owner asks for.</summary>
/// <param name="Name">As the owner will find it again.</param>
/// <param name="Source">Where the rows come from; the scope is frozen when it is started.</param>
/// <param name="Content">What to make of each.</param>
/// <param name="RequestKey">Made once by the page that asks, so that a click sent twice starts one batch.</param>
/// <param name="RequestedBy">Who asks, as the log will say it.</param>
public sealed record BatchRequest(string Name, RowSource Source, RecipeContent Content, string RequestKey, string RequestedBy)
{
    public BatchRequest(string name, IReadOnlyList<Guid> productIds, RecipeContent content, string requestKey, string requestedBy)
        : this(name, new RowSource.Products(productIds), content, requestKey, requestedBy)
    {
    }

    /// <summary>
    /// What was asked for, in the words of whoever asks: the same key with another order is refused. Null where the key itself
    /// names the order.
    /// </summary>
    public string? Order { get; init; }

    /// <summary>The most credits over the plan the owner agreed to buy for it, having seen their price.</summary>
    public long AgreedOverage { get; init; }

    /// <summary>The most it may cost, as the owner confirmed it; null where nobody was asked.</summary>
    public long? MostCredits { get; init; }

    /// <summary>The recipe version it is pinned to; null finds or makes the one with this content.</summary>
    public Guid? RecipeId { get; init; }

    /// <summary>The draft it is the pilot of.</summary>
    public Guid? PilotOf { get; init; }

    /// <summary>The pilot it follows.</summary>
    public Guid? PilotId { get; init; }

    /// <summary>When its rows come due; null means at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }
}
