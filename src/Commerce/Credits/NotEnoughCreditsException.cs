namespace Commerce.Credits;

/// <summary>A hold asked for more than the balance has.</summary>
public sealed class NotEnoughCreditsException(long needed)
    : Exception($"This needs {needed} credits and your balance has fewer. Choose fewer products or styles, or top up. Nothing was charged.")
{
    public long Needed { get; } = needed;
}
