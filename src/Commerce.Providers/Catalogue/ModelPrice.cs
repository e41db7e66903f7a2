namespace Commerce.Providers.Catalogue;

/// <summary>One price of a model.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Usd">US dollars for one of it.</param>
public sealed record ModelPrice(PriceUnit Unit, decimal Usd)
{
    /// <summary>Holds for this size only.</summary>
    public string? Resolution { get; init; }

    /// <summary>Holds with or without sound only.</summary>
    public bool? Sound { get; init; }

    /// <summary>Holds for this length only.</summary>
    public int? Seconds { get; init; }
}
