namespace Commerce.Credits;

/// <summary>A hold asked for more credits than may be spent; nothing was reserved.</summary>
public class NotEnoughCreditsException : Exception
{
    /// <summary>The balance is smaller.</summary>
    public NotEnoughCreditsException(long needed)
        : this(needed, $"This needs {needed} credits and your balance has fewer. Choose fewer products or styles, or top up. Nothing was charged.")
    {
    }

    protected NotEnoughCreditsException(long needed, string words)
        : base(words) => Needed = needed;

    public long Needed { get; }
}
