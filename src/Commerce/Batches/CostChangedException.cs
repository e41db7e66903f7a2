namespace Commerce.Batches;

/// <summary>It would cost more than was confirmed; nothing was started or charged.</summary>
public sealed class CostChangedException(long credits)
    : Exception($"The cost changed to {credits} credits since you confirmed it. Check it and start again. Nothing was charged.")
{
    /// <summary>What it would cost now.</summary>
    public long Credits => credits;
}
