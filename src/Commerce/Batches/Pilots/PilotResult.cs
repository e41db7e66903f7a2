namespace Commerce.Batches.Pilots;

/// <summary>How a pilot went.</summary>
/// <param name="State">Of its batch.</param>
/// <param name="Delivered">Rows with a result.</param>
/// <param name="Failed">Rows that ended without one.</param>
/// <param name="Approved">Results the owner approved.</param>
/// <param name="Rejected">Results the owner rejected.</param>
/// <param name="Credits">What it cost.</param>
public sealed record PilotResult(Guid BatchId, string Name, Guid RecipeId, string ContentHash, BatchState State, int Rows, int Delivered, int Failed, int Approved, int Rejected, long Credits)
{
    /// <summary>Below this share of approved results the rest is better not made with the same recipe.</summary>
    public const double Enough = 0.75;

    /// <summary>What all its rows would cost; what fails is not charged.</summary>
    public long Estimate { get; init; }

    /// <summary>Results nobody has approved or rejected yet.</summary>
    public int ToReview { get; init; }

    public bool Active => State.IsActive();

    /// <summary>It was cancelled, or delivered nothing: it speaks for no recipe, and another one can be made.</summary>
    public bool Fruitless => State is BatchState.Cancelled or BatchState.Failed;

    public int Reviewed => Approved + Rejected;

    /// <summary>Approved among the reviewed, 0 to 1; null before a review.</summary>
    public double? PassRate => Reviewed == 0 ? null : (double)Approved / Reviewed;

    public bool Warns => PassRate < Enough;

    /// <summary>Everything is made and looked at.</summary>
    public bool Ready => !Active && !Fruitless && ToReview == 0;

    /// <summary>Of so many rows made alike, how many would be approved.</summary>
    public int Expected(int rows) => (int)Math.Round(rows * (PassRate ?? 0) * Delivered / Math.Max(1, Delivered + Failed));

    /// <summary>What so many credits come to if as many rows fail as in the pilot; what fails is not charged.</summary>
    public long ExpectedCredits(long credits) => (long)Math.Ceiling(credits * (double)Delivered / Math.Max(1, Delivered + Failed));
}
