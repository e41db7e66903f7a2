using Commerce.Plans;
using Commerce.Routing;

namespace Commerce.Web.Pages.Ops;

/// <summary>How a model did over some days.</summary>
/// <param name="Done">Results that were made.</param>
/// <param name="Failed">Orders that came to nothing.</param>
/// <param name="Seconds">From order to result, summed over those made.</param>
/// <param name="CostUsd">What the vendor charged.</param>
/// <param name="Credits">What stores paid for the same.</param>
public sealed record ModelWeek(long Done, long Failed, double Seconds, decimal CostUsd, long Credits, string? LastError, DateTimeOffset? LastErrorAt)
{
    /// <summary>Orders that ended.</summary>
    public long Orders => Done + Failed;

    /// <summary>0 to 1.</summary>
    public double FailedShare => Orders == 0 ? 0 : (double)Failed / Orders;

    /// <summary>Seconds from order to result on average; null when nothing was made.</summary>
    public double? MeanSeconds => Done == 0 ? null : Seconds / Done;

    /// <summary>US dollars for one result on average; null when nothing was made.</summary>
    public decimal? EachUsd => Done == 0 ? null : CostUsd / Done;

    /// <summary>What is left of the credits' worth after the vendor's charge, as a share of that worth; null when no credits were taken.</summary>
    public decimal? Margin => Credits == 0 ? null : 1 - (CostUsd / (Credits * CreditWorth.LeastUsd));

    /// <summary>Sums the days of one model.</summary>
    public static ModelWeek Of(IEnumerable<ModelDay> days)
    {
        var all = days.ToList();
        var last = all.Where(day => day.LastErrorAt is not null).MaxBy(day => day.LastErrorAt);
        return new ModelWeek(all.Sum(day => day.Done), all.Sum(day => day.Failed), all.Sum(day => day.Seconds), Micros.Usd(all.Sum(day => day.Micros)), all.Sum(day => day.Credits), last?.LastError, last?.LastErrorAt);
    }
}
