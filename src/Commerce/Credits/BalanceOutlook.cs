namespace Commerce.Credits;

/// <summary>How long a balance will last.</summary>
/// <param name="Available">Free credits now.</param>
/// <param name="Grant">What the plan adds with each period, or what was given at the start without one.</param>
/// <param name="DailyUse">Credits spent a day of late.</param>
/// <param name="WarnBelow">The owner's own threshold; null for the usual rule.</param>
public sealed record BalanceOutlook(long Available, long Grant, double DailyUse, long? WarnBelow)
{
    /// <summary>Fewer days than this are soon.</summary>
    public const int EnoughDays = 3;

    /// <summary>The owner's own, or a tenth of the plan's credits and what the next days will need, whichever is more.</summary>
    public long Threshold => WarnBelow ?? Math.Max((Grant + 9) / 10, (long)Math.Ceiling(DailyUse * EnoughDays));

    public bool Low => Available < Threshold;

    /// <summary>Whole days the balance lasts at that pace; null when nothing is spent.</summary>
    public int? DaysLeft => DailyUse > 0 ? (int)Math.Min(int.MaxValue, Math.Floor(Available / DailyUse)) : null;
}
