namespace Commerce.Operations;

/// <summary>How a provider did with the rows that ended in the last hour.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Calls">Attempts these rows took.</param>
/// <param name="Delivered">Rows that were delivered.</param>
/// <param name="Failed">Rows that failed or expired.</param>
/// <param name="Seconds">From start to end, all delivered rows together.</param>
/// <param name="Slowest">The longest of them, in seconds.</param>
/// <param name="LastError">The code of the newest failure.</param>
/// <param name="LastErrorAt">When that was.</param>
public sealed record ProviderFigures(
    string Provider, long Calls, long Delivered, long Failed, double Seconds, double Slowest, string? LastError, DateTimeOffset? LastErrorAt)
{
    /// <summary>Below this share of failures a provider is well.</summary>
    public const double Well = 0.05;

    public double FailureShare => Delivered + Failed == 0 ? 0 : (double)Failed / (Delivered + Failed);

    public double? MeanSeconds => Delivered == 0 ? null : Seconds / Delivered;

    /// <summary>The figures of two groups of stores as one.</summary>
    public ProviderFigures With(ProviderFigures other)
    {
        var newer = (other.LastErrorAt ?? DateTimeOffset.MinValue) > (LastErrorAt ?? DateTimeOffset.MinValue) ? other : this;
        return new ProviderFigures(
            Provider, Calls + other.Calls, Delivered + other.Delivered, Failed + other.Failed, Seconds + other.Seconds, Math.Max(Slowest, other.Slowest), newer.LastError, newer.LastErrorAt);
    }
}
