using Commerce.Plans;
using Commerce.Routing;

namespace Commerce.Web.Pages.Ops;

/// <summary>How a model did over some days.</summary>
/// <param name="Done">Results that were made.</param>
/// <param name="Failed">Orders that came to nothing.</param>
/// <param name="Seconds">From order to result, summed over those made.</param>
/// <param name="CostUsd">What the vendor charged, or where it does not say, what its list takes; nothing where no price is known.</param>
/// <param name="Credits">What stores paid for the same.</param>
public sealed record ModelWeek(long Done, long Failed, double Seconds, decimal CostUsd, long Credits, string? LastError, DateTimeOffset? LastErrorAt)
{
    /// <summary>Orders that ended.</summary>
    public long Orders => Done + Failed;

    /// <summary>0 to 1.</summary>
    public double FailedShare => Orders == 0 ? 0 : (double)Failed / Orders;

    /// <summary>Seconds from order to result on average; null when nothing was made.</summary>
    public double? MeanSeconds => Done == 0 ? null : Seconds / Done;

    /// <summary>False when things were made of which no price is known: then nothing is said of cost and margin.</summary>
    public bool Costed => Done == 0 || CostUsd > 0;

    /// <summary>US dollars for one result on average; null when nothing was made.</summary>
    public decimal? EachUsd => Done == 0 ? null : CostUsd / Done;

    /// <summary>What is left of the credits' worth after the vendor's charge, as a share of that worth; null when no credits were taken or no price is known.</summary>
    public decimal? Margin => Credits == 0 || !Costed ? null : 1 - (CostUsd / (Credits * CreditWorth.LeastUsd));

    /// <summary>Sums the days of one model.</summary>
    public static ModelWeek Of(IEnumerable<ModelDay> days)
    {
        var all = days.ToList();
        var last = all.Where(day => day.LastErrorAt is not null).MaxBy(day => day.LastErrorAt);
        return new ModelWeek(all.Sum(day => day.Done), all.Sum(day => day.Failed), all.Sum(day => day.Seconds), Micros.Usd(all.Sum(day => day.Micros)), all.Sum(day => day.Credits), last?.LastError, last?.LastErrorAt);
    }
}
